"""Retry times for webhook messages, as Standard Webhooks advises."""

import random
from collections.abc import Callable

from .errors import FeedError
from .schedule import HOUR, MINUTE

# Seconds to wait after the first failed attempt, the second …; after the last no more are made.
WAITS = (
    *(5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR),
    *(14 * HOUR, 20 * HOUR, 24 * HOUR),
)
LONGEST_REST = HOUR


def retry_seconds(tries: int, *, random: Callable[[], float] = random.random) -> int | None:
    """Return the seconds until the next attempt, or None if the message is given up.

    Jitter of ten per cent keeps messages that failed together from being sent together.
    """
    if tries > len(WAITS):
        return None
    return int(WAITS[tries - 1] * (0.9 + 0.2 * random()))


def pause_seconds(failures: int, error: FeedError) -> int:
    """Return the seconds to pause a receiver after a series of failures that ended with error."""
    seconds = WAITS[min(failures, len(WAITS)) - 1]
    return max(min(seconds, LONGEST_REST), error.retry_after or 0)
