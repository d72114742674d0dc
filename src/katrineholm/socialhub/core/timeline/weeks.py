"""Weeks from Monday to Sunday in Sweden as whole numbers, and counts of entries by week.

A channel's row has the counts of the newest entry's week and of the twelve before it: they do not
depend on the current time, and suffice for the last twelve weeks of any day, since no entry is
dated more than a day ahead (see ``feeds.dates``).
"""

from datetime import datetime
from functools import cache
from typing import Any

from .entry import key_bounds
from .months import ZONE

STORED_WEEKS = 13
SHOWN_WEEKS = 12


def week_number(time: int) -> int:
    """Return the consecutive number of the week of a timestamp (seconds since 1970)."""
    return (datetime.fromtimestamp(time, ZONE).toordinal() - 1) // 7


@cache
def week_start(number: int) -> int:
    """Return the timestamp at which the week with this number starts."""
    return int(datetime.fromordinal(number * 7 + 1).replace(tzinfo=ZONE).timestamp())


def stored_counts(tree: Any, newest: int) -> tuple[int, ...]:
    """Return the number of entries in the newest one's week and the twelve before, oldest first.

    Neither entries nor older parts of the tree are loaded.
    """
    return tuple(
        len(tree.keys(*key_bounds(week_start(number), week_start(number + 1))))
        for number in _weeks_until(week_number(newest), STORED_WEEKS)
    )


def weekly_counts(now: int, newest: int | None, counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the number of entries in each of the last twelve weeks, the current week last."""
    stored = {}
    if newest is not None:
        stored = dict(zip(_weeks_until(week_number(newest), len(counts)), counts, strict=True))
    return tuple(stored.get(number, 0) for number in _weeks_until(week_number(now), SHOWN_WEEKS))


def _weeks_until(last: int, length: int) -> range:
    return range(last - length + 1, last + 1)
