"""Deadlines in working days and office hours, with Swedish public holidays.

Times are aware datetimes in the office's own time zone.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from holidays import HolidayBase, country_holidays

OPENING_TIME, CLOSING_TIME = time(8), time(17)
SATURDAY = 5


@lru_cache(maxsize=512)
def is_working_day(day: date) -> bool:
    """Return whether a day is from Monday to Friday and no day on which the office is closed.

    The office is closed on the public holidays of lag (1989:253), and on the three eves that
    semesterlagen (1977:480) 3 a § treats like Sundays.
    """
    eves = {(12, 24), (12, 31)}
    is_closed = day in _public_holidays() or (day.month, day.day) in eves or _is_midsummer_eve(day)
    return day.weekday() < SATURDAY and not is_closed


def time_after_working_hours(start: datetime, hours: int) -> datetime:
    """Return the time after so many hours of working days, which count round the clock."""
    left, moment = timedelta(hours=hours), start
    while True:
        moment = _next_working_time(moment, time.min)
        midnight = _time_on(moment.date() + timedelta(1), time.min, moment)
        if moment + left < midnight:
            return moment + left
        left -= midnight - moment
        moment = midnight


def time_after_office_hours(start: datetime, hours: int) -> datetime:
    """Return the time after so many office hours, which are from eight to five on working days."""
    left, moment = timedelta(hours=hours), start
    while True:
        moment = _next_open(moment)
        evening = _time_on(moment.date(), CLOSING_TIME, moment)
        if moment + left <= evening:
            return moment + left
        left -= evening - moment
        moment = evening


def _next_open(moment: datetime) -> datetime:
    """Return the time itself if the office is open then, or when it opens next."""
    if moment.time() >= CLOSING_TIME:
        moment = _time_on(moment.date() + timedelta(1), time.min, moment)
    moment = _next_working_time(moment, OPENING_TIME)
    return max(moment, _time_on(moment.date(), OPENING_TIME, moment))


def _next_working_time(moment: datetime, begins: time) -> datetime:
    """Return the time itself on a working day, or the beginning of the next one."""
    day = moment.date()
    while not is_working_day(day):
        day += timedelta(1)
    return moment if day == moment.date() else _time_on(day, begins, moment)


def _time_on(day: date, clock: time, moment: datetime) -> datetime:
    return datetime.combine(day, clock, moment.tzinfo)


@lru_cache(maxsize=1)
def _public_holidays() -> HolidayBase:
    # Without the Sundays, which the library can also count as holidays.
    return country_holidays("SE", include_sundays=False)


def _is_midsummer_eve(day: date) -> bool:
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
