"""Updates of a timeline from the documents of channels' sources."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from . import pictures, submissions, waves
from .entry import changed_values, earlier_version, initial_values
from .fingerprints import content_digest
from .identity import identified_entries, stored_id
from .indexes import insert_entry, update_channel_row, update_entry
from .layout import (
    Box,
    Entry,
    EntryFilter,
    Root,
    Stored,
    Values,
    channel_box,
    new_entry,
    optional_part,
    passes_all,
    with_version,
)
from .store import Timeline


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of the entries that a document has added, changed, withdrawn or brought back."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


@dataclass(slots=True)
class _Update:
    root: Root
    channel: str
    box: Box
    now: int
    last: dict[str, str]
    hold: bool = False
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    seen: bool = False

    def settle(self, entry: Stored, changes: Values) -> None:
        self.seen |= update_entry(self.root, self.box, entry, changes)

    def close(self) -> Changes:
        if self.seen:
            update_channel_row(self.root, self.channel, self.box)
        if self.new or self.changed or self.withdrawn:
            self.box["last"] = self.last
        return Changes(
            tuple(self.new), tuple(self.changed), tuple(self.withdrawn), tuple(self.returned)
        )


def prefetch_channels(timeline: Timeline, channels: Iterable[str]) -> None:
    """Prefetch, all at once, the objects needed to store documents of these channels."""
    found = map(timeline.root["channels"].get, channels)
    boxes = [box for box in found if box is not None and box._p_jar is not None]
    if boxes:
        jar = boxes[0]._p_jar
        jar.prefetch(boxes)
        jar.prefetch([each for box in boxes for each in box.values() if hasattr(each, "_p_jar")])


def store_document(
    timeline: Timeline,
    channel: str,
    entries: Iterable[Values],
    *,
    now: int,
    floor: int | None = None,
    deleted: Iterable[str] = (),
    passes: EntryFilter = passes_all,
    hold: bool = False,
) -> Changes:
    """Store a document's entries, which come newest first; write nothing if nothing is new.

    ``floor`` is the earliest time from which the document is complete: a later stored entry that is
    absent twice is withdrawn. If None, nothing is. ``deleted`` are keys that the source declares
    deleted (RFC 6721). ``passes`` is the channel's word filter. With ``hold``, new entries are held
    until they are released.
    """
    entries = list(entries)
    if not entries and not timeline.has(channel):
        return Changes()
    update = _new_update(timeline.begin(), channel, now, hold)
    found = identified_entries(update.box, [_with_digest(each) for each in entries])
    for position, (entry_id, entry) in enumerate(found):
        if update.last.get(entry_id) == entry["digest"]:
            continue  # as in the last document: the stored entry need not be loaded
        stored = update.box["entries"].get(entry_id)
        if stored is None:
            _add_entry(update, entry_id, entry, position, passes)
        else:
            _update_entry(update, stored, entry, passes)
            update.last[entry_id] = stored["digest"]
    present = {entry_id for entry_id, _ in found}
    update.last = {entry_id: update.last[entry_id] for entry_id in present}
    gone = _deleted_ids(update, deleted, present)
    missing = _missing_since(update, present, floor)
    waves.clear_returned_entries(update.root, update.channel, update.box, present)
    _withdraw_absent(update, gone, missing)
    return update.close()


def has_missing_entries(timeline: Timeline, channel: str) -> bool:
    """Return whether a channel has entries that ``withdraw_missing`` would withdraw."""
    return channel in timeline.root["missing"]


def withdraw_missing(timeline: Timeline, channel: str, *, now: int) -> Changes:
    """Withdraw the entries that the last document lacked, as if it had come once more."""
    if not has_missing_entries(timeline, channel):
        return Changes()
    update = _new_update(timeline.root, channel, now)
    _withdraw_absent(update, [], update.box["missing"])
    return update.close()


def withdraw_wave(timeline: Timeline, channel: str, *, now: int) -> tuple[str, ...]:
    """Withdraw a channel's entries whose withdrawal was held back; return their ids."""
    if channel not in timeline.waves():
        return ()
    update = _new_update(timeline.root, channel, now)
    for entry_id in waves.pop_wave(timeline.root, channel):
        _withdraw_one(update, entry_id)
    return update.close().withdrawn


def _new_update(root: Root, channel: str, now: int, hold: bool = False) -> _Update:
    box = channel_box(root, channel)
    return _Update(root, channel, box, now, dict(box["last"]), hold)


def _with_digest(entry: Values) -> Values:
    """Add the digest, unless a parser process has computed it outside the worker's thread."""
    return {**entry, "digest": entry.get("noticed") or content_digest(entry)}


def _add_entry(
    update: _Update, entry_id: str, entry: Values, position: int, passes: EntryFilter
) -> None:
    values = initial_values(entry, update.channel, entry_id, update.now, position)
    values |= {"filtered": not passes(values), "held": update.hold}
    update.seen |= insert_entry(update.root, update.box, new_entry(values))
    pictures.request_pictures(update.root, update.box, values)
    update.last[entry_id] = values["digest"]
    update.new.append(entry_id)


def _update_entry(update: _Update, stored: Stored, entry: Values, passes: EntryFilter) -> None:
    if stored.get("disposed"):
        return  # permanently, whatever the source has
    changes = changed_values(stored, entry, update.now)
    if "hand" in stored:
        changes = submissions.document_changes(stored, entry, changes)
    if changes:
        changes["filtered"] = not passes({**stored, **changes})
        changes["versions"] = with_version(stored["versions"], earlier_version(stored, update.now))
    if stored["withdrawn"] is not None:
        changes["withdrawn"] = None
        update.returned.append(stored["entry_id"])
    if changes:
        before = pictures.picture_urls(stored)
        update.settle(stored, changes)
        pictures.request_pictures(update.root, update.box, stored, instead_of=before)
        update.changed.append(stored["entry_id"])


def _deleted_ids(update: _Update, deleted: Iterable[str], present: Collection[str]) -> list[str]:
    """Return the ids of entries that the source declares deleted (RFC 6721).

    A key that several entries share names none of them.
    """
    ids = [stored_id(update.box, key) for key in deleted if key not in update.box["shared"]]
    return [each for each in ids if each not in present and each not in waves.kept_ids(update.box)]


def _missing_since(update: _Update, present: Collection[str], floor: int | None) -> dict[str, int]:
    """Return the ids of missing entries, each with the time when that was noted first.

    Absence counts only if the last document can show it, so any other document clears the notes.
    """
    if not present or floor is None:
        return {}
    noted, standing = update.box["missing"], waves.kept_ids(update.box)
    absent = _absent_ids(update.box, present, floor)
    return {key: noted.get(key, update.now) for key in absent if key not in standing}


def _absent_ids(box: Box, present: Collection[str], floor: int) -> Iterator[str]:
    """Yield the ids of entries younger than the floor that are not in the document.

    At the floor itself the end of a document may separate entries of the same time, or of the same
    day if dates have no time: those missing there may only have scrolled away.
    """
    for tree in ("visible", "expired", "invisible"):
        for key, entry in optional_part(box, tree).items(max=(-floor, "")):
            if key[1] not in present and _can_be_missing(entry):
                yield key[1]


def _can_be_missing(entry: Entry) -> bool:
    is_over = entry["withdrawn"] is not None or bool(entry.get("disposed"))
    return not is_over and not submissions.has_no_source(entry)


def _withdraw_absent(update: _Update, deleted: Iterable[str], missing: dict[str, int]) -> None:
    """Withdraw entries that are deleted, or missing since an earlier fetch; note the others.

    If that is a wave, hold them back and note them, too.
    """
    due = sorted(key for key, since in missing.items() if since != update.now)
    gone = [*dict.fromkeys([*deleted, *due])]
    holds_back = update.channel in update.root.get("waves", {})
    if holds_back or waves.is_wave(update.box, gone, update.last):
        waves.hold_back(update.root, update.channel, update.box, gone, update.now)
        _note_missing(update, missing)
        return
    for entry_id in gone:
        _withdraw_one(update, entry_id)
    _note_missing(update, {key: since for key, since in missing.items() if since == update.now})


def _note_missing(update: _Update, missing: dict[str, int]) -> None:
    if missing != update.box["missing"]:
        update.box["missing"] = missing
        noted = update.root["missing"]
        noted.insert(update.channel) if missing else noted.remove(update.channel)


def _withdraw_one(update: _Update, entry_id: str) -> None:
    entry = update.box["entries"].get(entry_id)
    if entry is not None and entry["withdrawn"] is None and not entry.get("disposed"):
        update.settle(entry, {"withdrawn": update.now})
        update.last.pop(entry_id, None)
        update.withdrawn.append(entry_id)
