"""The mails that were sent about messages are listed by Message-ID, so that replies find them."""

from BTrees.OOBTree import OOBTree

from ..accounts.channels.hub import hubs
from ..core.messages.layout import LETTERS, mail_ids
from ..core.messages.store import messages_of

SOME = 500  # messages between two times that memory is given back


def list_letters(_setup_tool) -> None:
    """List what the messages' logs tell of; what is listed already stays."""
    for hub in hubs():
        root = messages_of(hub).root
        letters = root.setdefault(LETTERS, OOBTree())
        for place, (number, message) in enumerate(root["messages"].items()):
            letters.update(dict.fromkeys(mail_ids(message["log"].values()), number))
            if place % SOME == 0:
                hub._p_jar.cacheGC()
