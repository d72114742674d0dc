"""The frequencies of mails to followers, and the periods whose posts each mail contains."""

from datetime import timedelta

from ... import MINUTE, _
from ...accounts.channels.times import local_time

EACH, DAILY, WEEKLY = "each", "daily", "weekly"
TITLES = {
    EACH: _("When something is published"),
    DAILY: _("Once a day"),
    WEEKLY: _("Once a week, on Mondays"),
}
HOUR_OF_MAIL = 7  # in the site's time zone
OFTEN = 5 * MINUTE  # between two looks for posts that are sent at once
SETTLED = 2 * MINUTE  # after which every post of a period has been stored


def period_end(often: str, now: int) -> int:
    """Return the end of the last period that is over, in seconds since 1970."""
    if often == EACH:
        return (now - SETTLED) // OFTEN * OFTEN
    latest = local_time(now - SETTLED)
    end = latest.replace(hour=HOUR_OF_MAIL, minute=0, second=0, microsecond=0)
    if end > latest:
        end -= timedelta(days=1)
    if often == WEEKLY:
        end -= timedelta(days=end.weekday())
    return int(end.timestamp())
