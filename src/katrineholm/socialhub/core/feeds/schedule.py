"""Times of the next request, by the server's wishes and by the back-off after failures."""

import random
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
LONGEST_RETRY = 8 * HOUR


def fresh_seconds(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return for how many seconds a response stays fresh, at most a day; None if it is not.

    Cache-Control's max-age takes precedence over Expires (RFC 9111, 5.3). ``headers`` ignore case,
    ``now`` is an aware datetime.
    """
    rule = r'(?:^|[\s,])max-age\s*=\s*"?([0-9]+)'
    match = re.search(rule, headers.get("cache-control", ""), re.I)
    seconds = _seconds(match[1]) if match else None
    if seconds is None:
        seconds = _until(headers.get("expires", ""), _moment(headers.get("date", "")) or now)
    return None if seconds is None or seconds <= 0 else min(seconds, DAY)


def retry_after_seconds(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return the seconds in Retry-After (RFC 9110, 10.2.3), at most eight hours, or None."""
    value = headers.get("retry-after", "").strip()
    seconds = _seconds(value)
    if seconds is None:
        seconds = _until(value, now)
    return None if seconds is None else min(max(seconds, 0), LONGEST_RETRY)


def back_off_seconds(
    failures: int, *, base: float, random: Callable[[], float] = random.random
) -> int:
    """Return for how many seconds to wait after failures in a row, at most a day.

    The wait is ``base`` at first and then doubles. Jitter keeps failed channels from retrying
    together.
    """
    if failures < 1:
        return 0
    seconds = base * 2 ** min(failures - 1, 32)
    return int(min(min(seconds, DAY) * (0.75 + 0.5 * random()), DAY))


def _seconds(text: str) -> int | None:
    # Ten digits are three centuries: more are cut off.
    return int(text[:10]) if re.fullmatch(r"[0-9]+", text) else None


def _until(text: str, start: datetime) -> int | None:
    moment = _moment(text)
    return None if moment is None else int((moment - start).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
