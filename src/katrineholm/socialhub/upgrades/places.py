"""The upgrade step that makes messages readable for other authorities."""

import transaction

from ..accounts.channels.hub import hubs
from ..core.messages import searching, shelves
from ..core.messages.store import messages_of

AT_ONCE = 1000


def place_messages(setup: object) -> None:
    """Shelve the messages of each hub for other authorities, and update the search index."""
    for hub in hubs():
        root = messages_of(hub).root
        for count, message in enumerate(root["messages"].values(), 1):
            if shelves.put(root, message):
                searching.renew(root, message)
            if count % AT_ONCE == 0:
                transaction.savepoint(optimistic=True)
                hub._p_jar.cacheGC()
