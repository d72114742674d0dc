"""Entries as records and editors read them: unmasked, and including invisible ones."""

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any

from .change_log import Position, changed_ids
from .entry import key_bounds
from .layout import TREES, Entry, Key, Values, channel_and_box, optional_part
from .store import Timeline

EVER = 2**53  # before every timestamp, as seconds before 1970


def all_entries(timeline: Timeline, channel: str) -> Iterator[Entry]:
    """Yield all entries of a channel, including invisible ones, newest first."""
    return _merged(_trees(timeline, channel))


def invisible_entries(timeline: Timeline, channel: str) -> Iterator[Entry]:
    """Yield a channel's invisible entries, newest first, without loading visible ones."""
    return _merged(_trees(timeline, channel, "expired", "invisible"))


def entries_between(timeline: Timeline, channel: str, start: int, end: int) -> Iterator[Entry]:
    """Yield a channel's entries, visible or not, from ``start`` until before ``end``."""
    return _merged(_trees(timeline, channel), key_bounds(start, end))


def record_extent(timeline: Timeline, channel: str) -> tuple[int, int] | None:
    """Return the time of a channel's newest entry and the number of entries; None without any."""
    newest = next(all_entries(timeline, channel), None)
    return None if newest is None else (newest["time"], sum(map(len, _trees(timeline, channel))))


def total_entries(timeline: Timeline) -> int:
    """Return the number of stored entries in all channels, visible or not."""
    return sum(len(box["entries"]) for box in timeline.root["channels"].values())


def times_between(timeline: Timeline, channel: str, start: int, end: int) -> list[int]:
    """Return the times of a channel's entries from ``start`` until before ``end``, sorted.

    Invisible entries are included; no entry is loaded.
    """
    trees = _trees(timeline, channel)
    return sorted(-time for tree in trees for time, _id in _keys(tree, start, end))


def ids_between(timeline: Timeline, channel: str, start: int, end: int) -> Iterator[str]:
    """Yield the ids of a channel's entries in a period, newest first; no entry is loaded."""
    found = (_keys(tree, start, end) for tree in _trees(timeline, channel))
    yield from (entry_id for _time, entry_id in merge(*found))


def ids_before(timeline: Timeline, channel: str, end: int) -> Iterator[str]:
    """Yield the ids of a channel's entries before a timestamp, visible or not; load no entry."""
    for tree in _trees(timeline, channel):
        yield from (entry_id for _time, entry_id in _keys(tree, -EVER, end))


def oldest_time_between(timeline: Timeline, channel: str, start: int, end: int) -> int | None:
    """Return the time of the oldest entry from ``start`` until before ``end``, or None."""
    found = (_last_key(tree, start, end) for tree in _trees(timeline, channel))
    return min((-key[0] for key in found if key), default=None)


def ids_changed_since(timeline: Timeline, channel: str, place: Position | None) -> list[str] | None:
    """Return the ids of entries changed after a position, or of all if it is None.

    Return None if this store has never had that position.
    """
    if place is None:
        return list(timeline.root["channels"][channel]["entries"])
    return changed_ids(timeline, channel, place)


def merge_of(timeline: Timeline, entry_id: str) -> Values | None:
    """Return the ``entry`` into which an entry was merged, ``when`` and ``by`` whom, or None."""
    _, box = channel_and_box(timeline.root, entry_id)
    found: Values | None = None if box is None else optional_part(box, "joined").get(entry_id)
    return found


def merged_ids(timeline: Timeline) -> Iterator[str]:
    """Yield the id of each entry that was merged into another one."""
    for box in timeline.root["channels"].values():
        yield from optional_part(box, "joined")


def present_id(timeline: Timeline, entry_id: str) -> str:
    """Return the id of the entry into which an entry was merged, or else the entry's own id."""
    act = merge_of(timeline, entry_id)
    return act["entry"] if act else entry_id


def _trees(timeline: Timeline, channel: str, *names: str) -> list[Any]:
    box = timeline.root["channels"].get(channel)
    return [] if box is None else [optional_part(box, name) for name in names or TREES]


def _merged(
    trees: Iterable[Any], window: tuple[Key | None, Key | None] = (None, None)
) -> Iterator[Entry]:
    yield from (entry for _, entry in merge(*(tree.items(*window) for tree in trees)))


def _keys(tree: Any, start: int, end: int) -> Iterable[Key]:
    keys: Iterable[Key] = tree.keys(*key_bounds(start, end))
    return keys


def _last_key(tree: Any, start: int, end: int) -> Key | None:
    first, last = key_bounds(start, end)
    key: Key | None = tree.maxKey(last) if tree and tree.minKey() <= last else None
    return key if key is not None and key >= first else None
