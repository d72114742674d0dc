"""Summaries of channels' visible entries, read without loading a channel's box."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .store import Timeline


class Outline(NamedTuple):
    """A channel's number of visible entries, the newest one's timestamp, and counts by week.

    ``recent`` counts the newest entry's week and the twelve before it, oldest first; see ``weeks``.
    """

    entries: int = 0
    newest: int | None = None
    recent: tuple[int, ...] = ()


def channel_outline(timeline: Timeline, channel: str) -> Outline:
    """Return the outline of a channel, which is empty if it has no visible entries."""
    return outline_of(timeline.root["rows"].get(channel))


def channel_outlines(timeline: Timeline) -> Iterator[tuple[str, Outline]]:
    """Yield (channel, outline) of each channel that has had visible entries."""
    return ((channel, outline_of(row)) for channel, row in timeline.root["rows"].items())


def outline_of(row: tuple[Any, ...] | None) -> Outline:
    """Return the outline stored in a channel's row; ``recent`` is empty in an older row."""
    if not row or not row[0]:
        return Outline()
    return Outline(row[0], -row[2][0], *row[5:])
