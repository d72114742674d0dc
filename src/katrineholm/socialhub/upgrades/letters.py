"""The upgrade step that lists sent mails by their Message-ID, so that replies are recognised."""

from BTrees.OOBTree import OOBTree
from Products.GenericSetup.tool import SetupTool

from ..accounts.channels.hub import hubs
from ..core.messages.layout import LETTERS, mail_ids
from ..core.messages.store import messages_of

SOME = 500  # messages between two garbage collections of the cache


def list_letters(_setup_tool: SetupTool) -> None:
    """List the mails in the messages' logs; those already listed stay."""
    for hub in hubs():
        root = messages_of(hub).root
        letters = root.setdefault(LETTERS, OOBTree())
        for place, (number, message) in enumerate(root["messages"].items()):
            letters.update(dict.fromkeys(mail_ids(message["log"].values()), number))
            if place % SOME == 0:
                hub._p_jar.cacheGC()
