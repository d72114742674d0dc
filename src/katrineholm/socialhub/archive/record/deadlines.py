"""The month within which a person who uses a right is answered (GDPR, article 12.3)."""

import calendar
from datetime import date, timedelta

from ...accounts.channels.times import local_date


def month_later(when: int) -> date:
    """Return the same day of the next month, or its last one; ``when`` is in seconds since 1970."""
    day = local_date(when)
    first = (day.replace(day=1) + timedelta(31)).replace(day=1)
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last))
