"""Terms of office: the council is elected for four years from 15 October (kommunallagen 5:7)."""

from datetime import date, timedelta

ELECTION = 2022  # any election year
YEARS = 4


def term_of(day: date) -> tuple[date, date]:
    """The first and the last day of the term that a day lies in.

    >>> term_of(date(2026, 10, 15))
    (datetime.date(2026, 10, 15), datetime.date(2030, 10, 14))
    """
    year = day.year - (day < _begins(day.year))
    elected = year - (year - ELECTION) % YEARS
    return _begins(elected), _begins(elected + YEARS) - timedelta(days=1)


def _begins(year):
    return date(year, 10, 15)
