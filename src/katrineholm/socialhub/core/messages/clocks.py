"""When something is to be done: working days and office hours, with Swedish public holidays.

Moments are aware datetimes in the office's own time zone.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from holidays import HolidayBase, country_holidays

OPENS, SHUTS = time(8), time(17)
SATURDAY = 5


@lru_cache(maxsize=512)
def is_working_day(day: date) -> bool:
    """Monday to Friday, but for public holidays and the eves that Swedish offices are closed on.

    The holidays are those of lag (1989:253); the three eves are put on a level with Sundays by
    semesterlagen (1977:480) 3 a §.
    """
    eves = {(12, 24), (12, 31)}
    is_closed = day in _holidays() or (day.month, day.day) in eves or _is_midsummer_eve(day)
    return day.weekday() < SATURDAY and not is_closed


def after_working_hours(start: datetime, hours: int) -> datetime:
    """The moment that lies some hours on, when only working days count, all round the clock."""
    left, moment = timedelta(hours=hours), start
    while True:
        moment = _on_a_working_day(moment, time.min)
        midnight = _at(moment.date() + timedelta(1), time.min, moment)
        if moment + left < midnight:
            return moment + left
        left -= midnight - moment
        moment = midnight


def after_office_hours(start: datetime, hours: int) -> datetime:
    """The moment that lies some office hours on: from eight to five on working days."""
    left, moment = timedelta(hours=hours), start
    while True:
        moment = _open(moment)
        evening = _at(moment.date(), SHUTS, moment)
        if moment + left <= evening:
            return moment + left
        left -= evening - moment
        moment = evening


def _open(moment: datetime) -> datetime:
    """The moment itself where the office is open, or the next one at which it opens."""
    if moment.time() >= SHUTS:
        moment = _at(moment.date() + timedelta(1), time.min, moment)
    moment = _on_a_working_day(moment, OPENS)
    return max(moment, _at(moment.date(), OPENS, moment))


def _on_a_working_day(moment: datetime, begins: time) -> datetime:
    """The moment itself on a working day, or when the next one begins."""
    day = moment.date()
    while not is_working_day(day):
        day += timedelta(1)
    return moment if day == moment.date() else _at(day, begins, moment)


def _at(day: date, clock: time, moment: datetime) -> datetime:
    return datetime.combine(day, clock, moment.tzinfo)


@lru_cache(maxsize=1)
def _holidays() -> HolidayBase:
    # Without the Sundays, which the library can count as holidays, too.
    return country_holidays("SE", include_sundays=False)


def _is_midsummer_eve(day: date) -> bool:
    """The Friday between 19 and 25 June."""
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
