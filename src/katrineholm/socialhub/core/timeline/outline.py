"""What is known of a channel's visible entries without opening the channel."""

from typing import Any, NamedTuple


class Outline(NamedTuple):
    """How many there are, the newest one's moment, and how many a week.

    ``recent`` counts the newest one's week and the twelve before it, oldest first; see ``weeks``.
    """

    entries: int = 0
    newest: int | None = None
    recent: tuple[int, ...] = ()


def outline_of(row: tuple[Any, ...] | None) -> Outline:
    """What a channel's row tells; a row from before weeks were counted tells none."""
    if not row or not row[0]:
        return Outline()
    return Outline(row[0], -row[2][0], *row[5:])
