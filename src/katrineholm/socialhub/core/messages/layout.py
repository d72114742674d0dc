"""What lies in the database: BTrees, persistent mappings, blobs and plain data, nothing of ours.

The root holds ``messages`` (number to message), ``sources`` (what it was captured from to its
number), ``addresses`` (the page that each is about, as (address, number)), ``shelves`` (where each
message stands, as sorted tuples) and ``counts`` (how many stand there). A message is a mapping;
what was captured of it, each line of its log and its files are objects of their own, so that a
step writes little. ``completed``, if it is there, tells where in the log something was added.
"""

from collections.abc import Mapping

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob


def new_root() -> PersistentMapping:
    """An empty store; its trees merge what two connections write about different messages."""
    return PersistentMapping(
        messages=LOBTree(),
        sources=OOBTree(),
        addresses=OOTreeSet(),
        shelves=OOTreeSet(),
        counts=OOBTree(),
    )


def new_message(captured: Mapping, **values) -> PersistentMapping:
    """A message as it is kept."""
    log, files, seals = LOBTree(), OOBTree(), LOBTree()
    whole = PersistentMapping(captured)
    return PersistentMapping(captured=whole, log=log, files=files, seals=seals, **values)


def new_file(data: bytes) -> Blob:
    """A file's bytes; ZODB puts them in place only when the transaction is committed."""
    blob = Blob()
    with blob.open("w") as file:
        file.write(data)
    return blob


def append(tree: LOBTree, value: Mapping) -> None:
    """Put a value behind the last one: two connections that do so at once do not both succeed."""
    tree[tree.maxKey() + 1 if tree else 0] = PersistentMapping(value)


def counted(root, key: tuple, number: int) -> None:
    """Count messages that have come to a place, or left it."""
    if key not in root["counts"]:
        root["counts"][key] = Length()
    root["counts"][key].change(number)
