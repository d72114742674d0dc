"""What lies in the database: BTrees, persistent mappings, blobs and plain data, nothing of ours.

The root holds ``messages`` (number to message), ``sources`` (what it was captured from to its
number), ``addresses`` (the page that each is about, as (address, number)), ``posts`` (what each
answers, likewise), ``letters`` (the Message-ID of each mail that a log tells of, to the number;
made with the first one), ``shelves`` (where each message stands, as sorted tuples), ``counts`` (how
many stand there), ``ledger`` (the hub-wide log: see there) and ``search`` (an index, and as
``joined`` up to which line of the hub-wide log it is: see ``searching``). A message is a mapping;
what was captured of it, each line of its log and its files are objects of their own, so that a step
writes little. ``completed``, if it is there, tells where in the log something was added.
"""

from collections.abc import Iterable
from typing import Any

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob

from ..search.index import new_index
from .ledger import new_ledger
from .plain import Data, Kept

# The trees in which a message is found by an address, and what of it the address is.
BY_ADDRESS = {"addresses": "permalink", "posts": "in_reply_to"}
# Where a mail is found that was sent about a message.
LETTERS = "letters"
# The index, and one that is being made in its stead.
SEARCH, ANEW = "search", "search_anew"


def new_root() -> Kept:
    """An empty store; its trees merge what two connections write about different messages."""
    root: Kept = PersistentMapping(
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


def new_search() -> Kept:
    """An index of no message; the hub-wide log says what is to be entered."""
    search: Kept = new_index()
    search["joined"] = 0
    return search


def new_message(captured: Data, **values: Any) -> Kept:
    """A message as it is kept."""
    log, files, seals = LOBTree(), OOBTree(), LOBTree()
    whole = PersistentMapping(captured)
    told = {"captured": whole, "log": log, "files": files, "seals": seals, **values}
    message: Kept = PersistentMapping(told)
    return message


def new_file(data: bytes) -> Blob:
    """A file's bytes; ZODB puts them in place only when the transaction is committed."""
    blob = Blob()
    with blob.open("w") as file:
        file.write(data)
    return blob


def append(tree: LOBTree, value: Data) -> int:
    """Put a value behind the last one; its position.

    Two connections that do so at once do not both succeed.
    """
    position: int = tree.maxKey() + 1 if tree else 0
    tree[position] = PersistentMapping(value)
    return position


def mail_ids(log: Iterable[Data]) -> set[str]:
    """Return the Message-IDs of the mails that the lines of a log tell of."""
    return {line["given"]["message_id"] for line in log if line["given"].get("message_id")}


def counted(root: Kept, key: tuple[str, str, str], number: int) -> None:
    """Count messages that have come to a place, or left it."""
    if key not in root["counts"]:
        root["counts"][key] = Length()
    root["counts"][key].change(number)
