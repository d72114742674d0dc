"""Swedish calendar months as whole numbers, counted from January 1970.

A reader in Katrineholm expects what was published at half past midnight on 1 May under May,
although it was still April in UTC.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
FIRST_YEAR = 1970
LAST_YEAR = 2199


def number_at(time: int) -> int:
    """The month that a moment (epoch seconds, within the sortable time) falls in."""
    local = datetime.fromtimestamp(time, ZONE)
    return (local.year - FIRST_YEAR) * 12 + local.month - 1


def year_month(number: int) -> tuple[int, int]:
    """The month as people write it: ``(2026, 5)``."""
    years, months = divmod(number, 12)
    return FIRST_YEAR + years, months + 1


@cache
def begins(number: int) -> int:
    """The first moment of a month in epoch seconds."""
    return int(datetime(*year_month(number), 1, tzinfo=ZONE).timestamp())


def window(year: int | None = None, month: int | None = None) -> range:
    """The numbers of one month, one year or of all time; empty where there is no such month.

    A month without a year means nothing and is passed over.
    """
    if year is None:
        return range(0, (LAST_YEAR - FIRST_YEAR + 1) * 12)
    if not FIRST_YEAR <= year <= LAST_YEAR or month not in (None, *range(1, 13)):
        return range(0)
    january = (year - FIRST_YEAR) * 12
    return range(january, january + 12) if month is None else _one(january + month - 1)


def sortable(time: int) -> int:
    """The moment, moved inside the time that the archive has months for (1970 to 2199)."""
    return max(0, min(time, begins(window().stop) - 1))


def mask_of(numbers: Iterable[int]) -> int:
    """Months as the bits of one whole number, so that thousands of channels are joined quickly."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def numbers_in(mask: int) -> list[int]:
    """The months of a mask, newest first."""
    return [number for number in reversed(range(mask.bit_length())) if mask >> number & 1]


def _one(number: int) -> range:
    return range(number, number + 1)
