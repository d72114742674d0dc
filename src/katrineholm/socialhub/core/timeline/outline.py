"""A summary of a channel's visible entries, read without opening the channel."""

from typing import Any, NamedTuple


class Outline(NamedTuple):
    """The number of visible entries, the newest one's timestamp, and counts by week.

    ``recent`` counts the newest entry's week and the twelve before it, oldest first; see ``weeks``.
    """

    entries: int = 0
    newest: int | None = None
    recent: tuple[int, ...] = ()


def outline_of(row: tuple[Any, ...] | None) -> Outline:
    """Return the outline in a channel's row; one without counts by week has no ``recent``."""
    if not row or not row[0]:
        return Outline()
    return Outline(row[0], -row[2][0], *row[5:])
