"""The layout of the database: BTrees, persistent mappings, blobs and plain data, no own classes.

The root holds ``messages`` (by number), ``sources`` (each message's source, with its number),
``addresses`` (the URL of the page that each message is about, with the number), ``posts`` (the URL
of the post that each answers, with the number), ``letters`` (the Message-ID of each mail in a log,
with the number; created with the first one), ``shelves`` (the lists of messages, as sorted tuples),
``counts`` (the length of each list), ``ledger`` (the hub-wide log: see ``ledger``) and ``search``
(an index, and as ``joined`` the last line of the hub-wide log in it: see ``message_index``). A
message is a mapping; its captured content, each line of its log and its files are separate objects,
so that a step writes little. ``completed``, if it exists, has the positions of additions in the
log.
"""

from collections.abc import Iterable
from typing import Any

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping

from ..search.index import new_index
from .data_types import Data, StoredMapping
from .ledger import new_ledger

# The trees in which a message is found by a URL, and the field with that URL.
BY_URL = {"addresses": "permalink", "posts": "in_reply_to"}
# The tree of the mails that were sent about messages.
SENT_MAILS = "letters"
# The index, and one that is being built to replace it.
SEARCH, NEXT_SEARCH = "search", "search_anew"
# Changes whenever the texts of a message in the index would: see ``message_index``.
SEARCH_FIELDS = 2


def new_root() -> StoredMapping:
    """Return an empty store, which allows concurrent writes about different messages."""
    root: StoredMapping = PersistentMapping(
        {SEARCH: new_search()},
        messages=LOBTree(),
        sources=OOBTree(),
        addresses=OOTreeSet(),
        posts=OOTreeSet(),
        shelves=OOTreeSet(),
        counts=OOBTree(),
        ledger=new_ledger(),
    )
    return root


def new_search() -> StoredMapping:
    """Return an empty search index; the messages in the hub-wide log are to be added to it."""
    search: StoredMapping = new_index()
    search["joined"], search["fields"] = 0, SEARCH_FIELDS
    return search


def new_message(captured: Data, **values: Any) -> StoredMapping:
    """Return a message in its stored form, with an empty log."""
    log, files, seals = LOBTree(), OOBTree(), LOBTree()
    whole = PersistentMapping(captured)
    values_of_message = {"captured": whole, "log": log, "files": files, "seals": seals, **values}
    message: StoredMapping = PersistentMapping(values_of_message)
    return message


def append_item(tree: LOBTree, value: Data) -> int:
    """Append a value to a tree; return its position. Of two concurrent appends one fails."""
    position: int = tree.maxKey() + 1 if tree else 0
    tree[position] = PersistentMapping(value)
    return position


def mail_ids(log: Iterable[Data]) -> set[str]:
    """Return the Message-IDs that are recorded in the lines of a log."""
    return {line["given"]["message_id"] for line in log if line["given"].get("message_id")}


def change_count(root: StoredMapping, key: tuple[str, str, str], number: int) -> None:
    """Add ``number``, which may be negative, to the stored length of a list."""
    if key not in root["counts"]:
        root["counts"][key] = Length()
    root["counts"][key].change(number)
