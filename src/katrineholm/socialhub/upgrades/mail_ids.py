"""The upgrade step that lists sent mails by their Message-ID, so that replies are recognised."""

from BTrees.OOBTree import OOBTree
from Products.GenericSetup.tool import SetupTool

from ..accounts.channels.hub import all_hubs
from ..core.messages.layout import SENT_MAILS, mail_ids
from ..core.messages.store import messages_of

MESSAGES_PER_GC = 500  # messages between two garbage collections of the cache


def index_mail_ids(_setup_tool: SetupTool) -> None:
    """List the mails in the messages' logs; those already listed stay."""
    for hub in all_hubs():
        root = messages_of(hub).root
        letters = root.setdefault(SENT_MAILS, OOBTree())
        for place, (number, message) in enumerate(root["messages"].items()):
            letters.update(dict.fromkeys(mail_ids(message["log"].values()), number))
            if place % MESSAGES_PER_GC == 0:
                hub._p_jar.cacheGC()
