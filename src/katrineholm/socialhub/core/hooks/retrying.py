"""When what was not taken is sent again, as Standard Webhooks advises."""

import random
from collections.abc import Callable

from ..feeds.errors import FeedError

MINUTE, HOUR = 60, 60 * 60
# Seconds after the first try that failed, the second …; after the last there is no other.
WAITS = (
    *(5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR),
    *(14 * HOUR, 20 * HOUR, 24 * HOUR),
)
LONGEST_REST = HOUR


def wait(tries: int, *, random: Callable[[], float] = random.random) -> int | None:
    """Seconds until a message is sent once more, after so many tries; None: it is given up.

    A tenth more or less by chance keeps what failed together from coming together.
    """
    if tries > len(WAITS):
        return None
    return int(WAITS[tries - 1] * (0.9 + 0.2 * random()))


def rest(failures: int, error: FeedError) -> int:
    """Seconds that a receiver is left alone, after so many failures in a row and this one."""
    seconds = WAITS[min(failures, len(WAITS)) - 1]
    return max(min(seconds, LONGEST_REST), error.retry_after or 0)
