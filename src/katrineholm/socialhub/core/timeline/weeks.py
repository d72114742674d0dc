"""Weeks from Monday to Sunday in Sweden as whole numbers, and how many entries fall in each.

Of a channel is stored how many entries the newest one's week has and the twelve before it: that
is true whatever the time is, and enough for the last twelve weeks of any day, since no entry is
dated more than a day ahead (see ``feeds.dates``).
"""

from datetime import datetime
from functools import cache
from typing import Any

from .entry import keys_between
from .months import ZONE

KEPT = 13
SHOWN = 12


def number_at(time: int) -> int:
    """The week that a moment (epoch seconds) falls in; the next week has the next number."""
    return (datetime.fromtimestamp(time, ZONE).toordinal() - 1) // 7


@cache
def begins(number: int) -> int:
    """The first moment of a week in epoch seconds."""
    return int(datetime.fromordinal(number * 7 + 1).replace(tzinfo=ZONE).timestamp())


def recent(tree: Any, newest: int) -> tuple[int, ...]:
    """How many keys of a tree fall in the newest one's week and the twelve before, oldest first.

    No entry is loaded, and no part of the tree that is older.
    """
    return tuple(
        len(tree.keys(*keys_between(begins(number), begins(number + 1))))
        for number in _ending(number_at(newest), KEPT)
    )


def until(now: int, newest: int | None, counts: tuple[int, ...]) -> tuple[int, ...]:
    """Entries in each of the last twelve weeks, the present one last, from what is stored."""
    stored = {}
    if newest is not None:
        stored = dict(zip(_ending(number_at(newest), len(counts)), counts, strict=True))
    return tuple(stored.get(number, 0) for number in _ending(number_at(now), SHOWN))


def _ending(last: int, length: int) -> range:
    return range(last - length + 1, last + 1)
