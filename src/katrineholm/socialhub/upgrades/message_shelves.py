"""The upgrade step that makes messages readable for other authorities."""

import transaction

from ..accounts.channels.hub import all_hubs
from ..core.messages import message_index, message_lists
from ..core.messages.store import messages_of

AT_ONCE = 1000


def shelve_messages(setup: object) -> None:
    """Shelve the messages of each hub for other authorities, and update the search index."""
    for hub in all_hubs():
        root = messages_of(hub).root
        for count, message in enumerate(root["messages"].values(), 1):
            if message_lists.add_to_lists(root, message):
                message_index.reindex_message(root, message)
            if count % AT_ONCE == 0:
                transaction.savepoint(optimistic=True)
                hub._p_jar.cacheGC()
