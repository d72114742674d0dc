"""What lies in the database: BTrees, persistent mappings, blobs and plain data, nothing of ours.

The root holds ``channels`` (UID to box), ``prefixes`` (the beginning of an entry's id to a UID),
``rows`` (UID to the channel's row: what a first page and a board need of it), ``prints`` and
``twins`` (see ``twins``), ``sources`` and ``files`` (see ``pictures``), ``waiting`` (see
``waiting``), ``missing`` (the channels of which a box's ``missing`` notes something), ``marks``
(see ``marks``), ``waves`` and, from the first one on, ``masks`` (see there), ``changed`` (see
``changes``), ``name`` (the store's own, by chance) and ``revision``.

A box is one channel: every entry by id in ``entries`` and in exactly one of the trees ``visible``,
``expired`` and ``invisible``, newest first; ``months`` counts the visible ones; ``changes`` are
told in the module of that name, and so is what is ``described``. ``last``
has the digests of what the last document with news held, by id, none of it withdrawn: what is the
same in the next one is not loaded. ``written``, if there is one, has what was handed in: see
``written`` and ``downloaded``; ``bare`` what was told without its address: see ``alike``;
``joined`` what was stored twice: see ``doubles``. An entry's ``versions`` are a tree from its first
change on. What is ``LATER`` is asked for through ``part`` and ``begun``; in a box from before that
all of it is there.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from secrets import token_hex
from typing import Any, TypeAlias

from BTrees.IIBTree import IIBTree
from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob

from .hashing import digest

PREFIX = 8
# What most channels have no use for is not there before its first use: an empty tree takes as long
# to store and to load as any object.
LATER: dict[str, type] = {
    **dict.fromkeys(("expired", "invisible", "aliases", "joined"), OOBTree),
    **dict.fromkeys(("given_up", "bare", "played", "captioned"), OOTreeSet),
}

# The libraries of the database have no types, and what is stored is plain data of every kind.
Root: TypeAlias = MutableMapping[str, Any]
Box: TypeAlias = MutableMapping[str, Any]
Stored: TypeAlias = MutableMapping[str, Any]
# An entry that is only read, and the values of one in a document.
Entry: TypeAlias = Mapping[str, Any]
Values: TypeAlias = dict[str, Any]
Shown: TypeAlias = Callable[[Entry], bool]
# An entry's place in a tree: the newest stands first.
Key: TypeAlias = tuple[int, str]


def new_root() -> PersistentMapping:
    """An empty store; its trees merge what two connections write about different channels."""
    return PersistentMapping(
        channels=OOBTree(),
        prefixes=OOBTree(),
        rows=OOBTree(),
        prints=LOBTree(),
        twins=OOBTree(),
        sources=OOBTree(),
        files=OOBTree(),
        waiting=OOBTree(),
        missing=OOTreeSet(),
        marks={},
        changed=OOBTree(),
        waves=OOBTree(),
        name=token_hex(8),
        revision=Length(),
    )


def new_entry(values: Values) -> PersistentMapping:
    """An entry as an object of its own, so that changing one writes one small object."""
    entry = PersistentMapping()
    entry.data = values  # at once, where the class itself would take it key by key
    return entry


def with_version(versions: Any, version: Values) -> LOBTree:
    """An entry's earlier versions and one more, each an object of its own.

    So a page that shows the entry loads none of them, and a change writes only the last.
    """
    if not isinstance(versions, LOBTree):
        versions = LOBTree(dict(enumerate(map(PersistentMapping, versions))))
    versions[versions.maxKey() + 1 if versions else 0] = PersistentMapping(version)
    return versions


def versions_in(versions: Any) -> list[Entry]:
    """The earlier versions, oldest first."""
    return list(versions.values() if isinstance(versions, LOBTree) else versions)


def new_file(data: bytes) -> Blob:
    """A picture's bytes; ZODB puts them in place only when the transaction is committed."""
    return Blob(data)


def box_of(root: Root, channel: str) -> Box:
    """The channel's box, made at its first entry."""
    box: Box | None = root["channels"].get(channel)
    if box is None:
        box = root["channels"][channel] = _new_box(_new_prefix(root, channel))
    return box


def part(holder: Box, name: str) -> Any:
    """One of the ``LATER`` of a box or a shelf, to read in; empty where it is not begun."""
    found = holder.get(name)
    return LATER[name]() if found is None else found


def begun(holder: Box, name: str) -> Any:
    """The same, to write in."""
    if name not in holder:
        holder[name] = LATER[name]()
    return holder[name]


def load_ahead(root: Root, channels: Iterable[str]) -> None:
    """Have what these channels' boxes consist of on its way from the database, all at once."""
    found = map(root["channels"].get, channels)
    boxes = [box for box in found if box is not None and box._p_jar is not None]
    if boxes:
        jar = boxes[0]._p_jar
        jar.prefetch(boxes)
        jar.prefetch([each for box in boxes for each in box.values() if hasattr(each, "_p_jar")])


def load_entries(entries: Sequence[Any]) -> None:
    """Have some entries on their way from the database, all at once."""
    jar = entries[0]._p_jar if entries else None
    if jar is not None:
        jar.prefetch(entries)


def box_holding(root: Root, entry_id: str) -> tuple[str, Any]:
    """The channel and the box that an entry's id points at, or ``("", None)``."""
    channel = root["prefixes"].get(entry_id[:PREFIX], "")
    return channel, root["channels"].get(channel)


def find(root: Root, entry_id: str) -> Stored | None:
    """The entry with this id, visible or not, or None."""
    _, box = box_holding(root, entry_id)
    entry: Stored | None = None if box is None else box["entries"].get(entry_id)
    return entry


def joined(root: Root, entry_id: str) -> Values | None:
    """Into which ``entry`` another one went, ``when`` and ``by`` whom; None if it did not."""
    _, box = box_holding(root, entry_id)
    found: Values | None = None if box is None else part(box, "joined").get(entry_id)
    return found


def entry_at(root: Root, entry_id: str) -> Stored:
    """The entry that something else in the store points at, and which there is."""
    _, box = box_holding(root, entry_id)
    entry: Stored = box["entries"][entry_id]
    return entry


def new_shelf() -> PersistentMapping:
    """What is counted of a channel's pictures and films, before there are any."""
    return PersistentMapping(pictures=0, told=0)


def _new_prefix(root: Root, channel: str) -> str:
    """Eight digits that belong to this channel alone; a taken prefix is passed over."""
    attempt = channel
    while root["prefixes"].get(digest(attempt)[:PREFIX], channel) != channel:
        attempt += "+"
    prefix = digest(attempt)[:PREFIX]
    root["prefixes"][prefix] = channel
    return prefix


def _new_box(prefix: str) -> PersistentMapping:
    return PersistentMapping(
        prefix=prefix,
        entries=OOBTree(),
        visible=OOBTree(),
        months=IIBTree(),
        changes=LOBTree(),
        shared=frozenset(),
        missing={},
        last={},
        wanted=OOBTree(),
        described=new_shelf(),
    )
