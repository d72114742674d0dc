"""Verification of a store of entries against its seals, and of the seals against their roots.

Errors are yielded one by one as sentences in English. Little memory is needed if ``at_rest`` frees
what has been read.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from heapq import merge
from itertools import chain, count, groupby, islice
from operator import contains, itemgetter
from typing import Any

from ZODB.blob import Blob
from ZODB.POSException import POSKeyError

from . import seal_documents as documents
from .disposal import needed_sources
from .entry import entry_key, tree_name
from .layout import TREES, Box, Entry, Root, optional_part, prefetch_entries
from .seals import (
    CONTENT,
    NO_SALT,
    PICTURE,
    STATE,
    Batch,
    Seal,
    batch_with,
    is_sealed_throughout,
    last_seal,
    leaf_count,
    stored_batch,
    stored_seals,
    unpacked_seals,
    waiting_changes,
)
from .store import Timeline

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
NOWHERE = ("", None)
REST_SIZE = 500  # entries or batches, after which memory may be freed


@dataclass(slots=True)
class _Check:
    root: Root
    timeline: Timeline
    at_rest: Callable[[], None]
    seen: int = 0
    leaves: int = 0  # the sum of the hashes of all that were read
    sources: Container[str] = field(default_factory=frozenset)

    def count_leaves(self, name: str, seals: list[Seal]) -> None:
        """Add an entry's or a picture's leaves to the sum, which is that of all rounds' leaves."""
        for each in seals:
            self.leaves += hash((each.number, each.hash, name))

    def rest(self) -> None:
        self.seen += 1
        if self.seen % REST_SIZE == 0:
            self.at_rest()


def seal_errors(
    timeline: Timeline,
    lines: Mapping[int, tuple[int, str, int]],
    at_rest: Callable[[], None] = lambda: None,
) -> Iterator[str]:
    """Yield an error for each entry, picture or round that is not as it was sealed.

    ``lines`` are those of the rounds in the hub-wide log, by the number of the first leaf of each:
    when it was, the root, and the number of leaves.
    ``at_rest`` is called from time to time, when no object that was read is needed.
    """
    check = _Check(timeline.root, timeline, at_rest)
    yield from _picture_errors(check)
    for channel in check.root["channels"]:
        yield from _channel_errors(check, channel)
    yield from _round_errors(check, lines)


def _channel_errors(check: _Check, channel: str) -> Iterator[str]:
    box = check.root["channels"][channel]
    changed = waiting_changes(check.timeline, channel)
    is_whole = is_sealed_throughout(check.timeline, channel)
    if changed is None:
        yield f"the channel {channel}: the place up to which its posts are sealed is unknown"
        return
    places = 0
    for entry_id, entry, row in _paired(box["entries"], optional_part(box, "seals")):
        seals = unpacked_seals(row)
        check.count_leaves(entry_id, seals)
        check.rest()
        if entry is not None:
            is_waiting = entry_id in changed or not (seals or is_whole)
            try:
                found = [*_entry_errors(check, entry_id, entry, seals, is_waiting)]
                places += _place_number(tree_name(entry), entry_key(entry), entry)
            except UNREADABLE:
                found = [f"the post {entry_id} cannot be read: its stored values are broken"]
            yield from found
        elif entry_id not in optional_part(box, "joined"):
            yield f"the post {entry_id} is missing"
    if places != _stored_places(check, box):
        for entry_id in sorted(_misplaced_ids(check, box)):
            yield f"the post {entry_id}: it is shown or hidden otherwise than it says itself"


def _paired(entries: Any, rows: Any) -> Iterator[tuple[str, Any, bytes]]:
    """Yield each id with its entry, or None, and its stored seals; both are sorted by id."""
    found = merge(
        ((entry_id, 0, entry) for entry_id, entry in _prefetched(entries)),
        ((entry_id, 1, row) for entry_id, row in rows.items()),
        key=itemgetter(0, 1),
    )
    for entry_id, parts in groupby(found, key=itemgetter(0)):
        own = {kind: part for _id, kind, part in parts}
        yield entry_id, own.get(0), own.get(1, b"")


def _prefetched(entries: Any) -> Iterator[tuple[str, Any]]:
    """Yield the items of a tree of entries, each piece of them loaded with a single request."""
    items = iter(entries.items())
    while piece := list(islice(items, REST_SIZE)):
        prefetch_entries([entry for _id, entry in piece])
        yield from piece


def _place_number(tree: str, key: object, entry: Any) -> int:
    """Return a number by which two multitudes of places are compared without storing either."""
    return hash((tree, key, getattr(entry, "_p_oid", None)))


def _stored_places(check: _Check, box: Box) -> int:
    total = 0
    for tree in TREES:
        for key, entry in optional_part(box, tree).items():
            total += _place_number(tree, key, entry)
            check.rest()
    return total


def _misplaced_ids(check: _Check, box: Box) -> set[str]:
    """Return the ids of entries that are in another tree than theirs, or in the place of others."""
    found = set()
    for entry_id, entry in box["entries"].items():
        tree, key = _own_place(entry)
        if tree and optional_part(box, tree).get(key) is not entry:
            found.add(entry_id)
        check.rest()
    for tree in TREES:
        for key, entry in optional_part(box, tree).items():
            if box["entries"].get(key[1]) is not entry or _own_place(entry) not in (
                (tree, key),
                NOWHERE,
            ):
                found.add(key[1])
            check.rest()
    return found


def _own_place(entry: Entry) -> tuple[str, Any]:
    """Return the tree and the key that an entry should have; NOWHERE if it cannot be read."""
    try:
        return tree_name(entry), entry_key(entry)
    except UNREADABLE:
        return NOWHERE


def _entry_errors(
    check: _Check, entry_id: str, entry: Entry, seals: list[Seal], is_waiting: bool
) -> Iterator[str]:
    if check.sources and any(each in check.sources for each in needed_sources(entry)):
        yield f"the post {entry_id}: a picture of it has been changed"
    texts = documents.content_texts(entry)
    content, state = last_seal(seals, CONTENT), last_seal(seals, STATE)
    if not is_waiting:
        if content is None or state is None:
            yield f"the post {entry_id} is not sealed"
            return
        if not content.fits(texts[-1]):
            yield f"the post {entry_id}: its text has been changed"
        elif not state.fits(documents.state_text(check.root, entry, texts)):
            yield f"the post {entry_id}: it is not as it was sealed, apart from its text"
    yield from _content_errors(entry_id, entry, texts, seals)


def _content_errors(
    entry_id: str, entry: Entry, texts: list[str], seals: list[Seal]
) -> Iterator[str]:
    """Check that every content that was sealed is still there, unless it was disposed of."""
    sealed = [each for each in seals if each.kind == CONTENT and each.salt != NO_SALT]
    if any(each.kind == CONTENT and each.salt == NO_SALT for each in seals) and not (
        entry.get("disposed") or entry.get("forgotten")
    ):
        yield f"the post {entry_id}: the salt of a seal is missing, although it was not disposed of"
    if not sealed or (len(sealed) == 1 and sealed[0].fits(texts[-1])):
        return
    # Seals and versions are in the same order, so that the next text nearly always fits.
    at = 0
    for each in sealed:
        order = (*range(at, len(texts)), *range(at))
        found = next((place for place in order if each.fits(texts[place])), None)
        if found is None:
            yield f"the post {entry_id}: a version that was sealed has been changed or removed"
            return
        at = found


def _picture_errors(check: _Check) -> Iterator[str]:
    """Check the pictures' files and sources; note the wrong ones, to name their posts."""
    seals, wrong = stored_seals(check.root), set()
    waiting = seals["waiting"] if "seals" in check.root else check.root["sources"]
    trees = check.root["files"], check.root.get("originals", {})
    files, originals = (_wrong_files(check, tree) for tree in trees)
    yield from (f"the picture {name}: its file has been changed" for name in sorted(files))
    yield from (f"the original file {name} has been changed" for name in sorted(originals))
    bad = files | originals
    sealed = dict.fromkeys(seals["pictures"])
    for source, stored in check.root["sources"].items():
        sealed.pop(source, None)
        own = unpacked_seals(seals["pictures"].get(source, b""))
        last = last_seal(own, PICTURE)
        is_right = last is not None and last.fits(documents.picture_text(check.root, source))
        names = stored[::3]  # of its file, and of its original if that is kept
        has_files = all(map(contains, trees, names)) and bad.isdisjoint(names)
        if not has_files or not (is_right or source in waiting):
            wrong.add(source)
        check.rest()
    for source in (*sealed, *wrong):
        own = unpacked_seals(seals["pictures"].get(source, b""))
        if source in wrong or any(each.salt != NO_SALT for each in own):
            wrong.add(source)
            yield f"the picture of the source {source} has been changed or removed"
    for source, row in seals["pictures"].items():
        check.count_leaves(source, unpacked_seals(row))
    check.sources = frozenset(wrong)


def _wrong_files(check: _Check, tree: Any) -> set[str]:
    return {name for name, file in tree.items() if not _is_file_right(check, name, file[0])}


def _is_file_right(check: _Check, name: str, blob: Blob) -> bool:
    """Return whether a file's name has the hash of its bytes, or its first 40 digits."""
    check.rest()
    try:
        with blob.open() as file:
            return name.startswith(file_digest(file, "sha256").hexdigest()[:40])
    except POSKeyError:
        return False


def _round_errors(check: _Check, lines: Mapping[int, tuple[int, str, int]]) -> Iterator[str]:
    number = rounds = before = total = 0
    for first, stored in stored_seals(check.root)["batches"].items():
        batch, line = stored_batch(first, stored), lines.get(first)
        if first != number or line is None:
            yield f"the seals from number {number} on are missing, or are not in the log"
            return
        if line[1:] != (batch.root, len(batch.names)):
            yield f"the seals from number {first} on are not those of their line in the log"
        if line[0] < before:
            yield f"the seals from number {first} on are dated before earlier ones"
        total += sum(map(hash, zip(count(first), batch.leaves, batch.names, strict=False)))
        number, rounds, before = first + len(batch.names), rounds + 1, line[0]
        check.rest()
    if len(lines) != rounds:
        yield f"the seals from number {number} on are missing, as the log shows"
    if check.leaves != total:
        yield from _stray_errors(check, number)


def _stray_errors(check: _Check, number: int) -> Iterator[str]:
    """Name the posts and pictures whose seals are not those of the rounds."""
    for first, stored in stored_seals(check.root)["batches"].items():
        yield from _name_errors(check, stored_batch(first, stored))
        check.rest()
    yield from _surplus_errors(check, number)


def _name_errors(check: _Check, batch: Batch) -> Iterator[str]:
    """Check that the entry or picture of each leaf of a round has it."""
    pairs = zip(batch.names, batch.leaves, strict=False)
    for number, (name, leaf) in enumerate(pairs, batch.first):
        if not any((each.number, each.hash) == (number, leaf) for each in _seals_of(check, name)):
            yield f"the post or picture {name}: its seal number {number} is missing"


def _seals_of(check: _Check, name: str) -> list[Seal]:
    pictures = stored_seals(check.root)["pictures"]
    if name in pictures:
        return unpacked_seals(pictures[name])
    channel = check.root["prefixes"].get(name[:8], "")
    box = check.root["channels"].get(channel)
    return [] if box is None else unpacked_seals(optional_part(box, "seals").get(name, b""))


def _surplus_errors(check: _Check, total: int) -> Iterator[str]:
    """Name the posts with a seal that no round has."""
    boxes = check.root["channels"].values()
    rows = chain(*(optional_part(box, "seals").items() for box in boxes))
    for name, row in chain(rows, stored_seals(check.root)["pictures"].items()):
        for each in unpacked_seals(row):
            if not _is_in_round(check.root, each, name, total):
                yield f"the post or picture {name}: its seal number {each.number} is in no round"
        check.rest()


def _is_in_round(root: Root, seal: Seal, name: str, total: int) -> bool:
    if not 0 <= seal.number < min(total, leaf_count(root)):
        return False
    batch = batch_with(root, seal.number)
    at = seal.number - batch.first
    return at < len(batch.names) and (batch.names[at], batch.leaves[at]) == (name, seal.hash)
