"""The entries that visitors see in any set of channels: the newest ones, counts, and months."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, TypeAlias

from . import months, twins
from .entry import entry_key, is_visible, key_bounds
from .layout import Entry, Key, Root, existing_entry, find_entry, optional_part
from .store import Timeline

SKIP_FROM = 200

# A channel's row; see ``indexes``.
Row: TypeAlias = tuple[Any, ...]
First: TypeAlias = dict[str, tuple[Key, Entry]]


def latest_entries(
    timeline: Timeline,
    channels: Iterable[str],
    *,
    start: int = 0,
    size: int = 20,
    year: int | None = None,
    month: int | None = None,
    lead: Iterable[str] = (),
) -> list[Entry]:
    """Return a page of visible entries, newest first, with each post only once.

    ``month`` is a Swedish calendar month. Entries with a mark in ``lead`` come before all others,
    in the order of the marks, unless a year is given.
    """
    page = max(start, 0), max(size, 0), months.month_range(year, month)
    if year is None and lead:
        return timeline.masked(_page_with_marks(timeline.root, channels, *page, lead))
    return timeline.masked(_latest_page(timeline.root, channels, *page))


def entry_count(
    timeline: Timeline,
    channels: Iterable[str],
    year: int | None = None,
    month: int | None = None,
) -> int:
    """Return how many entries ``latest_entries`` has for these channels and this period."""
    root, channels, window = timeline.root, dict.fromkeys(channels), months.month_range(year, month)
    if year is not None:
        return sum(_month_counts(root, channels, window).values())
    total: int = sum(row[0] for _, row in _channel_rows(root, channels, window))
    return total - sum(twins.copies_by_month(root, channels).values())


def entry_counts(
    timeline: Timeline,
    channels: Iterable[str],
    year: int | None = None,
    month: int | None = None,
) -> dict[str, int]:
    """Return the number of visible entries of each of these channels, without empty channels.

    A post that several of the channels have is counted in each of them.
    """
    root, window = timeline.root, months.month_range(year, month)
    rows = _channel_rows(root, dict.fromkeys(channels), window)
    if year is None:
        return {channel: row[0] for channel, row in rows}
    counted = {channel: _channel_months(root, channel, window) for channel, _row in rows}
    return {channel: sum(found.values()) for channel, found in counted.items() if found}


def published_by_month(timeline: Timeline, channel: str, numbers: Iterable[int]) -> dict[int, int]:
    """Return the number of a channel's entries published in each of some months; load none.

    Entries that have expired are counted; hidden and withdrawn ones are not.
    """
    box = timeline.root["channels"].get(channel)
    if box is None:
        return dict.fromkeys(numbers, 0)
    trees = box["visible"], optional_part(box, "expired")
    return {
        number: sum(len(tree.keys(*_window_bounds(range(number, number + 1)))) for tree in trees)
        for number in numbers
    }


def oldest_entry(timeline: Timeline, channel: str) -> Entry | None:
    """Return the oldest visible or expired entry of a channel, or None."""
    box = timeline.root["channels"].get(channel)
    trees = () if box is None else (box["visible"], optional_part(box, "expired"))
    keys = [tree.maxKey() for tree in trees if tree]
    return box["entries"][max(keys)[1]] if keys and box is not None else None


def neighbour_entries(timeline: Timeline, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """Return the visible entries of the same channel just after and just before an entry.

    The entry itself need not be visible. The newer one comes first; each may be missing.
    """
    box = timeline.root["channels"].get(entry["channel"])
    if box is None:
        return None, None
    tree, (time, entry_id) = box["visible"], entry_key(entry)
    older = next(iter(tree.keys((time, entry_id), excludemin=True)), None)
    try:
        newer = tree.maxKey((time, entry_id[:-1]))  # the start of an id sorts just before it
    except ValueError:
        newer = None
    found = [key and timeline.existing(key[1]) for key in (newer, older)]
    return found[0], found[1]


def counts_by_month(timeline: Timeline, channels: Iterable[str]) -> dict[tuple[int, int], int]:
    """Return the number of entries in each ``(year, month)`` that has any, newest first.

    All these channels are loaded, which is fast enough for a municipality's hub.
    """
    counts = _month_counts(timeline.root, dict.fromkeys(channels), months.month_range())
    return {months.year_month(number): counts[number] for number in sorted(counts, reverse=True)}


def months_with_entries(timeline: Timeline, channels: Iterable[str]) -> list[tuple[int, int]]:
    """Return the ``(year, month)`` of each month that has entries, newest first.

    Entries are counted only for months in which only channels with twins have any, as all of these
    may be copies.
    """
    root, channels = timeline.root, dict.fromkeys(channels)
    covered = twins.copies_by_month(root, channels)
    paired = twins.channels_with_twins(root, channels)
    sure = unsure = 0
    for channel, row in _channel_rows(root, channels, months.month_range()):
        if channel in paired:
            unsure |= row[1]
        else:
            sure |= row[1]
    return [
        months.year_month(number)
        for number in months.months_of_bits(sure | unsure)
        if sure >> number & 1
        or number not in covered
        or _month_counts(root, paired, range(number, number + 1))
    ]


def _page_with_marks(
    root: Root, channels: Iterable[str], start: int, size: int, window: range, names: Iterable[str]
) -> list[Entry]:
    """Return the latest entries, but with the marked ones first, and only there."""
    channels = dict.fromkeys(channels)
    first = _marked_entries(root, channels, names)
    shown = [entry for _, entry in first.values()][start : start + size]
    start = max(start - len(first), 0)
    return shown + _unmarked_entries(root, channels, start, size - len(shown), window, first)


def _marked_entries(root: Root, channels: Collection[str], names: Iterable[str]) -> First:
    """Return ``(key, entry)`` of entries put first, by the id of the twin replaced further down.

    The key is that twin's, too. Twins of each other are put first once.
    """
    marks, first = root.get("marks", {}), First()
    for name in names:
        entry = find_entry(root, marks[name]["entry"]) if name in marks else None
        if entry is not None and entry["channel"] in channels and is_visible(entry):
            stead = twins.shown_twin_id(root, entry, channels)
            first.setdefault(stead, (entry_key(existing_entry(root, stead)), entry))
    return first


def _unmarked_entries(
    root: Root, channels: Collection[str], start: int, size: int, window: range, first: First
) -> list[Entry]:
    """Return the rest of a page when the entries put first are removed from the order by time."""
    page = _latest_page(root, channels, start, size + len(first), window)
    # Each one that would have been before this page has moved its beginning by one.
    passed = sum(key < entry_key(page[0]) for key, _ in first.values()) if page else 0
    rest = [entry for entry in page if entry["entry_id"] not in first]
    return rest[passed : passed + size]


def _latest_page(
    root: Root, channels: Iterable[str], start: int, size: int, window: range
) -> list[Entry]:
    """Return the visible entries of these channels and months, newest first, from ``start``.

    Only trees of channels that contribute to the page are opened; a high ``start`` skips whole
    months by their counts.
    """
    channels = dict.fromkeys(channels)
    if start >= SKIP_FROM:
        window, start = _skip_months(root, channels, window, start)
    rows = _channel_rows(root, channels, window)
    streams = [_channel_stream(root, channel, row, window) for channel, row in rows]
    entries = (entry or existing_entry(root, key[1]) for key, entry in merge(*streams))
    if twins.copies_by_month(root, channels):
        entries = (each for each in entries if not twins.is_copy(root, each, channels))
    return list(islice(entries, start, start + size))


def _channel_rows(root: Root, channels: Iterable[str], window: range) -> Iterator[tuple[str, Row]]:
    bits = (1 << len(window)) - 1
    for channel in channels:
        row = root["rows"].get(channel)
        if row is not None and row[1] >> window.start & bits:
            yield channel, row


def _channel_stream(
    root: Root, channel: str, row: Row, window: range
) -> Iterator[tuple[Key, Entry | None]]:
    """Yield a channel's keys and entries; the entry is None if only its key has been read so far.

    A channel whose newest entry is older than the window has no row here.
    """
    newest, oldest = _window_bounds(window)
    key, entry, following = row[2:5]
    after = newest
    if key >= newest:
        yield key, entry
        if following is None or following > oldest:
            return
        yield following, None
        after = following
    tree = root["channels"][channel]["visible"]
    yield from tree.items(after, oldest, excludemin=after == following)


def _window_bounds(window: range) -> tuple[Key, Key]:
    return key_bounds(months.month_start(window.start), months.month_start(window.stop))


def _skip_months(
    root: Root, channels: Collection[str], window: range, start: int
) -> tuple[range, int]:
    for month, number in sorted(_month_counts(root, channels, window).items(), reverse=True):
        if start < number:
            return range(window.start, month + 1), start
        start -= number
    return range(0), 0


def _month_counts(root: Root, channels: Collection[str], window: range) -> Counter[int]:
    """Return the number of entries in each of these months, without empty months."""
    counts: Counter[int] = Counter()
    for channel, _row in _channel_rows(root, channels, window):
        counts.update(_channel_months(root, channel, window))
    for number, copies in twins.copies_by_month(root, channels).items():
        if number in window:
            counts[number] -= copies
    return +counts


def _channel_months(root: Root, channel: str, window: range) -> dict[int, int]:
    numbers = root["channels"][channel]["months"]
    return dict(numbers.items(window.start, window.stop, excludemax=True))
