"""The layout of the database: BTrees, persistent mappings, blobs and plain data, no own classes.

The root holds ``channels`` (UID to box), ``prefixes`` (the start of an entry's id to a UID),
``rows`` (UID to the channel's row: all that a front page and a dashboard need of it), ``prints``
and ``twins`` (see ``twins``), ``sources`` and ``files`` (see ``pictures``), ``waiting`` (see
``review_queue``), ``missing`` (the channels whose box has something in its own ``missing``),
``marks`` (see ``marks``), ``waves`` and, if any, ``masks`` (see ``masks``), ``originals`` (see
``originals``) and ``seals`` (see ``seals``), ``changed`` (see ``change_log``), ``name`` (the
store's own, random) and ``revision``.

A box is one channel: every entry by id in ``entries`` and in exactly one of the trees ``visible``,
``expired`` and ``invisible``, newest first; ``months`` counts the visible ones; for ``changes`` see
``change_log``, for ``described`` see ``accessibility``. ``last`` has the digests, by id, of the
last document with news, without withdrawn entries: an entry that is the same in the next one is not
loaded. ``written``, if it exists, has the submissions: see ``submissions`` and ``downloads``;
``bare`` the entries without a URL: see ``similarity``; ``"joined"`` the merged ones: see
``duplicates``. An entry's ``versions`` are a tree from its first change on. Read and write the
``OPTIONAL_PARTS`` through ``optional_part`` and ``writable_part``; an older box has all of them.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from secrets import token_hex
from typing import Any, TypeAlias

from BTrees.IIBTree import IIBTree
from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping

from .hashing import digest

PREFIX_DIGITS = 8
TREES = ("visible", "expired", "invisible")  # of a box: each entry is in one of them
# Parts that few channels use are created when they are: an empty tree takes as long
# to store and to load as any object.
OPTIONAL_PARTS: dict[str, type] = {
    **dict.fromkeys(("expired", "invisible", "aliases", "joined", "failed", "seals"), OOBTree),
    **dict.fromkeys(("given_up", "bare", "played", "captioned"), OOTreeSet),
}

# The libraries of the database have no types, and the stored data is of every kind.
Root: TypeAlias = MutableMapping[str, Any]
Box: TypeAlias = MutableMapping[str, Any]
Stored: TypeAlias = MutableMapping[str, Any]
# An entry that is only read, and the values of one in a document.
Entry: TypeAlias = Mapping[str, Any]
Values: TypeAlias = dict[str, Any]
EntryFilter: TypeAlias = Callable[[Entry], bool]
# An entry's key in a tree: the newest is first.
Key: TypeAlias = tuple[int, str]


def passes_all(_entry: Entry) -> bool:
    """Return True, as the word filter of a channel without filtered words."""
    return True


def new_root() -> PersistentMapping:
    """Return an empty store, which allows concurrent writes about different channels."""
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
    """Return an entry as a persistent object, so that changing an entry writes one small object."""
    entry = PersistentMapping()
    entry.data = values  # at once: the class itself would copy it key by key
    return entry


def with_version(versions: Any, version: Values) -> LOBTree:
    """Return an entry's earlier versions with one more, each as a persistent object.

    A page that shows the entry then loads none of them, and a change writes only the last.
    """
    if not isinstance(versions, LOBTree):
        versions = LOBTree(dict(enumerate(map(PersistentMapping, versions))))
    versions[versions.maxKey() + 1 if versions else 0] = PersistentMapping(version)
    return versions


def version_list(entry: Entry) -> list[Entry]:
    """Return an entry's earlier versions, oldest first; each was valid ``until`` a timestamp."""
    versions = entry["versions"]
    return list(versions.values() if isinstance(versions, LOBTree) else versions)


def channel_box(root: Root, channel: str) -> Box:
    """Return a channel's box, which is created if it does not exist."""
    box: Box | None = root["channels"].get(channel)
    if box is None:
        box = root["channels"][channel] = _new_box(_new_prefix(root, channel))
    return box


def optional_part(holder: Box, name: str) -> Any:
    """Return an optional part of a box or index to be read; empty if it does not exist."""
    found = holder.get(name)
    return OPTIONAL_PARTS[name]() if found is None else found


def writable_part(holder: Box, name: str) -> Any:
    """Return an optional part of a box or index to be written to, created if necessary."""
    if name not in holder:
        holder[name] = OPTIONAL_PARTS[name]()
    return holder[name]


def prefetch_entries(entries: Sequence[Any]) -> None:
    """Prefetch entries from the database with a single request."""
    jar = entries[0]._p_jar if entries else None
    if jar is not None:
        jar.prefetch(entries)


def channel_and_box(root: Root, entry_id: str) -> tuple[str, Any]:
    """Return the channel to which an entry's id belongs, and its box; or ``("", None)``."""
    channel = root["prefixes"].get(entry_id[:PREFIX_DIGITS], "")
    return channel, root["channels"].get(channel)


def find_entry(root: Root, entry_id: str) -> Stored | None:
    """Return the entry with this id, visible or not; None if there is none."""
    _, box = channel_and_box(root, entry_id)
    entry: Stored | None = None if box is None else box["entries"].get(entry_id)
    return entry


def existing_entry(root: Root, entry_id: str) -> Stored:
    """Return the entry with this id, which must exist."""
    _, box = channel_and_box(root, entry_id)
    entry: Stored = box["entries"][entry_id]
    return entry


def new_media_index() -> PersistentMapping:
    """Return an empty index of a channel's pictures and videos."""
    return PersistentMapping(pictures=0, told=0)


def _new_prefix(root: Root, channel: str) -> str:
    """Return eight digits that belong to this channel alone; a taken prefix is passed over."""
    attempt = channel
    while root["prefixes"].get(digest(attempt)[:PREFIX_DIGITS], channel) != channel:
        attempt += "+"
    prefix = digest(attempt)[:PREFIX_DIGITS]
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
        described=new_media_index(),
    )
