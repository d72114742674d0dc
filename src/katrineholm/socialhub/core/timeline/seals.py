"""Seals of entries and pictures: whatever is stored or changed becomes a leaf of a Merkle tree.

Once a round, all changes since the last one are sealed together. The root of their tree goes into
the hub-wide log as a single line (see ``refresh.seals``); it vouches for each of them. A leaf is
the hash of a random salt and a text of ``seal_documents``, so that a short text cannot be guessed
from its hash. When a text is disposed of, its salt goes with it; its hash stays, so the root can
still be computed.

``root["seals"]`` has ``batches``, the leaves of each round by the number of the first
(``names``, a tuple of ids, and ``leaves``, their hashes in a row); ``channels``, the position up to
which each channel is sealed; ``walks``, if a channel is sealed from its start, the last id and the
position at the start; ``pictures``, the seals of each source in ``sources``; and ``waiting``, the
sources that are not sealed yet. A box's ``seals`` map an entry's id to its seals, which are rows of
fixed size: kind, number, salt, hash. Seals are only ever added.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from os import urandom
from struct import Struct
from typing import Any, NamedTuple

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping

from . import seal_documents as documents
from .change_log import START, Position, channel_position, channel_positions
from .hashing import digest
from .layout import (
    Box,
    Entry,
    Root,
    Stored,
    channel_and_box,
    optional_part,
    version_list,
    writable_part,
)
from .merkle import leaf_hash, tree_root
from .store import Timeline

CONTENT, STATE, PICTURE = b"c", b"s", b"p"
NO_SALT = bytes(16)
HASH_SIZE = 32
BATCH_SIZE = 1000  # entries that are sealed at once
_ROW = Struct(">cQ16s32s")


class Seal(NamedTuple):
    """A leaf of an entry or a picture; ``number`` counts all leaves of the hub from 0."""

    kind: bytes
    number: int
    salt: bytes
    hash: bytes

    def fits(self, text: str) -> bool:
        """Return whether this is the seal of a text."""
        return leaf_of(self.salt, text) == self.hash


class Batch(NamedTuple):
    """The leaves that were sealed together; ``first`` is the number of the first of them."""

    first: int
    names: tuple[str, ...]
    leaves: list[bytes]

    @property
    def root(self) -> str:
        """The root of their tree, in hexadecimal."""
        return tree_root(self.leaves).hex()


@dataclass(slots=True)
class _Round:
    """The seals of a round that is being made; ``left`` is how many more entries it takes."""

    root: Root
    first: int
    left: int
    names: list[str] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)

    def seal(self, kind: bytes, name: str, text: str) -> Seal:
        salt = urandom(len(NO_SALT))
        leaf = leaf_of(salt, text)
        self.names.append(name)
        self.leaves.append(leaf)
        return Seal(kind, self.first + len(self.leaves) - 1, salt, leaf)


def leaf_of(salt: bytes, text: str) -> bytes:
    """Return the leaf of a salted text."""
    return leaf_hash(salt + text.encode("utf-8", "surrogatepass"))


def new_seals() -> PersistentMapping:
    """Return an empty store of seals."""
    return PersistentMapping(
        batches=LOBTree(), channels=OOBTree(), walks={}, pictures=OOBTree(), waiting=OOTreeSet()
    )


def note_picture(root: Root, source: str) -> None:
    """Note that a source's picture has been stored and is to be sealed."""
    _writable_seals(root)["waiting"].insert(source)


def note_all_pictures(timeline: Timeline) -> None:
    """Have the pictures of all sources sealed if they are not: an older version does not note them.

    Those that are sealed as they are get no other seal.
    """
    root = timeline.begin()
    _writable_seals(root)["waiting"].update(root["sources"].keys())


def has_unsealed_changes(timeline: Timeline) -> bool:
    """Return whether anything waits to be sealed; load no box and no entry."""
    seals = stored_seals(timeline.root)
    places = channel_positions(timeline).items()
    return bool(seals["waiting"]) or any(seals["channels"].get(at) != place for at, place in places)


def seal_changes(timeline: Timeline, most: int = BATCH_SIZE) -> Batch | None:
    """Seal the changes since the last time; None if there were none that matter.

    About ``most`` entries are sealed at once: call it again while ``has_unsealed_changes``.
    """
    root = timeline.begin()
    seals = _writable_seals(root)
    own = _Round(root, leaf_count(root), most)
    for source in list(islice(seals["waiting"], most)):
        _seal_picture(own, source)
        own.left -= 1
    for channel, place in channel_positions(timeline).items():
        if own.left > 0 and seals["channels"].get(channel) != place:
            _seal_channel(own, seals, channel)
    if not own.leaves:
        return None
    found = Batch(own.first, tuple(own.names), own.leaves)
    stored = PersistentMapping(names=found.names, leaves=b"".join(found.leaves))
    seals["batches"][found.first] = stored
    return found


def forget_salts(root: Root, entry_id: str, contents: Iterable[Entry]) -> None:
    """Remove the salts of an entry's contents that have been disposed of, and of all its states.

    A state has the hashes of the contents. Contents that the entry still has keep their salts. The
    same applies to entries that were merged into this one.
    """
    _channel, box = channel_and_box(root, entry_id)
    entry = box["entries"][entry_id]
    erased, rest = [*contents], [entry, *version_list(entry)]
    joined = optional_part(box, "joined").items()
    merged = [name for name, act in joined if act["entry"] == entry_id]
    for name in (entry_id, *merged):
        gone = {documents.content_text(name, each) for each in erased}
        gone -= {documents.content_text(name, each) for each in rest}
        _blank_salts(optional_part(box, "seals"), name, partial(_is_gone, gone))


def forget_pictures(root: Root, sources: Iterable[str]) -> None:
    """Remove the salts of sources whose pictures have been disposed of."""
    for source in sources:
        _blank_salts(stored_seals(root)["pictures"], source, lambda _seal: True)


def entry_seals(box: Box, entry_id: str) -> list[Seal]:
    """Return the seals of an entry, oldest first."""
    return unpacked_seals(optional_part(box, "seals").get(entry_id, b""))


def picture_seals(root: Root, source: str) -> list[Seal]:
    """Return the seals of the picture of a source, oldest first."""
    return unpacked_seals(stored_seals(root)["pictures"].get(source, b""))


def unpacked_seals(rows: bytes) -> list[Seal]:
    """Return seals from their stored form."""
    return [Seal(*each) for each in _ROW.iter_unpack(rows)]


def stored_seals(root: Root) -> Any:
    """Return the store of seals to be read; empty if nothing has been sealed."""
    found = root.get("seals")
    return new_seals() if found is None else found


def leaf_count(root: Root) -> int:
    """Return the number of all leaves."""
    batches = stored_seals(root)["batches"]
    if not batches:
        return 0
    last: int = batches.maxKey()
    return last + len(batches[last]["names"])


def batch_start(root: Root, number: int) -> int:
    """Return the number of the first leaf of the batch that has the leaf with this number."""
    first: int = stored_seals(root)["batches"].maxKey(number)
    return first


def batch_with(root: Root, number: int) -> Batch:
    """Return the batch that has the leaf with this number."""
    first = batch_start(root, number)
    return stored_batch(first, stored_seals(root)["batches"][first])


def stored_batch(first: int, stored: Any) -> Batch:
    """Return a batch from its stored form."""
    leaves = stored["leaves"]
    starts = range(0, len(leaves), HASH_SIZE)
    return Batch(first, stored["names"], [leaves[at : at + HASH_SIZE] for at in starts])


def last_seal(seals: Iterable[Seal], kind: bytes) -> Seal | None:
    """Return the latest of some seals that is of a kind, or None."""
    return next((each for each in reversed([*seals]) if each.kind == kind), None)


def waiting_changes(timeline: Timeline, channel: str) -> set[str] | None:
    """Return the ids of a channel's entries that changed since they were sealed, or None.

    It is None if the position up to which the channel is sealed is unknown: that is from another
    store, or from before this one was restored. If a channel is being sealed from its start, the
    position is that of the start.
    """
    seals, box = stored_seals(timeline.root), timeline.root["channels"][channel]
    _last, place = seals["walks"].get(channel, ("", seals["channels"].get(channel, START)))
    if not _is_known(box, place):
        return None
    return {entry_id for entry_id, _place in _changes_after(box, place)}


def is_sealed_throughout(timeline: Timeline, channel: str) -> bool:
    """Return whether a channel has been sealed from its start to its end once."""
    seals = stored_seals(timeline.root)
    return channel in seals["channels"] and channel not in seals["walks"]


def _seal_channel(own: _Round, seals: Any, channel: str) -> None:
    box, place = own.root["channels"][channel], seals["channels"].get(channel)
    if channel in seals["walks"] or place is None or not _is_known(box, place):
        return _walk_channel(own, seals, channel, box)
    changes = list(islice(_changes_after(box, place), own.left))
    for entry_id in dict.fromkeys(entry_id for entry_id, _place in changes):
        _seal_entry(own, box, entry_id)
    seals["channels"][channel] = changes[-1][1] if changes else channel_position(own.root, channel)


def _walk_channel(own: _Round, seals: Any, channel: str, box: Box) -> None:
    """Seal a channel's entries by their ids, and go on from there in the next round."""
    last, place = seals["walks"].get(channel, ("", channel_position(own.root, channel)))
    ids = list(islice(box["entries"].keys(last, excludemin=True), own.left))
    is_over = len(ids) < own.left
    for entry_id in ids:
        _seal_entry(own, box, entry_id)
    walks = {name: walk for name, walk in seals["walks"].items() if name != channel}
    if is_over:
        seals["channels"][channel] = place
    else:
        walks[channel] = (ids[-1], place)
    if walks != seals["walks"]:
        seals["walks"] = walks


def _seal_entry(own: _Round, box: Stored, entry_id: str) -> None:
    own.left -= 1
    entry = box["entries"].get(entry_id)
    if entry is None:  # merged into another one
        return
    before, texts = entry_seals(box, entry_id), documents.content_texts(entry)
    for source in (digest(each["src"]) for each in entry["images"]):
        if source in own.root["sources"]:
            _seal_picture(own, source)
    new = [own.seal(CONTENT, entry_id, text) for text in _unsealed_texts(before, texts)]
    state = documents.state_text(own.root, entry, texts)
    if _is_new(before, STATE, state):
        before = list(map(_without_state_salt, before))
        new.append(own.seal(STATE, entry_id, state))
    if new:
        writable_part(box, "seals")[entry_id] = _packed([*before, *new])


def _unsealed_texts(before: list[Seal], texts: list[str]) -> list[str]:
    """Return the contents that have no seal; the last seal is that of the present content."""
    *earlier, now = texts
    known = [each for each in before if each.kind == CONTENT and each.salt != NO_SALT]
    found = [text for text in earlier if not any(each.fits(text) for each in known)]
    return [*found, now] if found or _is_new(before, CONTENT, now) else []


def _is_new(before: list[Seal], kind: bytes, text: str) -> bool:
    last = last_seal(before, kind)
    return last is None or not last.fits(text)


def _seal_picture(own: _Round, source: str) -> None:
    seals = stored_seals(own.root)
    if source in seals["waiting"]:
        seals["waiting"].remove(source)
    before, text = picture_seals(own.root, source), documents.picture_text(own.root, source)
    if source in own.root["sources"] and _is_new(before, PICTURE, text):
        seals["pictures"][source] = _packed([*before, own.seal(PICTURE, source, text)])


def _changes_after(box: Box, place: Position) -> Iterator[tuple[str, Position]]:
    """Yield the id of each entry changed after a position, with the position of that change."""
    for number, (entry_id, mark) in box["changes"].items(place[0], excludemin=True):
        yield entry_id, (number, mark)


def _is_known(box: Box, place: Position) -> bool:
    known: bool = place == START or box["changes"].get(place[0], ("", None))[1] == place[1]
    return known


def _is_gone(texts: Iterable[str], seal: Seal) -> bool:
    return seal.kind == STATE or any(map(seal.fits, texts))


def _blank_salts(tree: Any, name: str, is_gone: Callable[[Seal], bool]) -> None:
    if rows := tree.get(name):
        seals = unpacked_seals(rows)
        tree[name] = _packed(
            each._replace(salt=NO_SALT) if is_gone(each) else each for each in seals
        )


def _without_state_salt(seal: Seal) -> Seal:
    """Return a seal, without its salt if it is of a state: its text is no longer known."""
    return seal._replace(salt=NO_SALT) if seal.kind == STATE else seal


def _packed(seals: Iterable[Seal]) -> bytes:
    return b"".join(_ROW.pack(*each) for each in seals)


def _writable_seals(root: Root) -> Any:
    if "seals" not in root:
        root["seals"] = new_seals()
        # Those of an older store; later ones are noted one by one.
        root["seals"]["waiting"].update(root["sources"].keys())
    return root["seals"]
