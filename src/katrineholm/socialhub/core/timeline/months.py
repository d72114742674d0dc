"""Swedish calendar months as whole numbers, counted from January 1970.

A reader in Katrineholm expects a post from half past midnight on 1 May under May, although it was
still April in UTC.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
FIRST_YEAR = 1970
LAST_YEAR = 2199


def month_number(time: int) -> int:
    """Return the number of the month of a timestamp (seconds since 1970)."""
    local = datetime.fromtimestamp(time, ZONE)
    return (local.year - FIRST_YEAR) * 12 + local.month - 1


def year_month(number: int) -> tuple[int, int]:
    """Return the year and month of a month's number, such as ``(2026, 5)``."""
    years, months = divmod(number, 12)
    return FIRST_YEAR + years, months + 1


@cache
def month_start(number: int) -> int:
    """Return the timestamp at which the month with this number starts."""
    return int(datetime(*year_month(number), 1, tzinfo=ZONE).timestamp())


def month_range(year: int | None = None, month: int | None = None) -> range:
    """Return the numbers of one month, one year or all months; empty if there is no such month.

    A month without a year is ignored.
    """
    if year is None:
        return range(0, (LAST_YEAR - FIRST_YEAR + 1) * 12)
    if not FIRST_YEAR <= year <= LAST_YEAR or month not in (None, *range(1, 13)):
        return range(0)
    january = (year - FIRST_YEAR) * 12
    return (
        range(january, january + 12)
        if month is None
        else range(january + month - 1, january + month)
    )


def clamped_time(time: int) -> int:
    """Return a timestamp, moved if necessary into the years that have months (1970 to 2199)."""
    return max(0, min(time, month_start(month_range().stop) - 1))


def month_bits(numbers: Iterable[int]) -> int:
    """Return months as the bits of a single number, by which those of many channels are joined."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def months_of_bits(mask: int) -> list[int]:
    """Return the months in a number made by ``month_bits``, newest first."""
    return [number for number in reversed(range(mask.bit_length())) if mask >> number & 1]
