"""The newest entries, counts and months of any set of channels."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, TypeAlias

from . import months, twins
from .entry import key_bounds
from .layout import Entry, Key, Root, existing_entry, optional_part

SKIP_FROM = 200

# A channel's row; see ``indexes``.
Row: TypeAlias = tuple[Any, ...]


def latest_entries(
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


def entry_count(root: Root, channels: Iterable[str], window: range) -> int:
    """Return the total number of entries for ``latest_entries``."""
    channels = dict.fromkeys(channels)
    if window != months.month_range():
        return sum(_month_counts(root, channels, window).values())
    total: int = sum(row[0] for _, row in _channel_rows(root, channels, window))
    return total - sum(twins.copies_by_month(root, channels).values())


def entry_counts(root: Root, channels: Iterable[str], window: range) -> dict[str, int]:
    """Return the number of entries of each of these channels in these months, if it has any.

    Each channel counts for itself: a post that several of them have is counted several times.
    """
    rows = _channel_rows(root, dict.fromkeys(channels), window)
    if window == months.month_range():
        return {channel: row[0] for channel, row in rows}
    counted = {channel: _channel_months(root, channel, window) for channel, _row in rows}
    return {channel: sum(found.values()) for channel, found in counted.items() if found}


def published_by_month(root: Root, channel: str, numbers: Iterable[int]) -> dict[int, int]:
    """Return the number of entries that a channel published in each of these months; load none.

    Entries that have expired since count, hidden or withdrawn ones do not.
    """
    box = root["channels"].get(channel)
    if box is None:
        return dict.fromkeys(numbers, 0)
    trees = box["visible"], optional_part(box, "expired")
    return {
        number: sum(len(tree.keys(*_window_bounds(range(number, number + 1)))) for tree in trees)
        for number in numbers
    }


def oldest_entry(root: Root, channel: str) -> Entry | None:
    """Return the oldest entry that a channel has published."""
    box = root["channels"].get(channel)
    trees = () if box is None else (box["visible"], optional_part(box, "expired"))
    keys = [tree.maxKey() for tree in trees if tree]
    return box["entries"][max(keys)[1]] if keys and box is not None else None


def counts_by_month(root: Root, channels: Iterable[str]) -> dict[tuple[int, int], int]:
    """Return the number of entries of each month that has any, newest first.

    All of these channels are opened.
    """
    counts = _month_counts(root, dict.fromkeys(channels), months.month_range())
    return {months.year_month(number): counts[number] for number in sorted(counts, reverse=True)}


def months_with_entries(root: Root, channels: Iterable[str]) -> list[tuple[int, int]]:
    """Return the months that have entries, newest first.

    A month is counted only if all its entries may be copies: if only channels with twins have any
    in it.
    """
    channels = dict.fromkeys(channels)
    covered, paired = (
        twins.copies_by_month(root, channels),
        twins.channels_with_twins(root, channels),
    )
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
