"""Signatures and retries of webhook messages, as in Standard Webhooks 1.0.

This is the only module to import the library of the standard.
"""

import random
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from secrets import token_bytes, token_hex

from standardwebhooks import Webhook

from .errors import FeedError
from .schedule import HOUR, MINUTE

PREFIX = "whsec_"
BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    """Return a new signing secret for one receiver: ``whsec_`` and random bytes in base64."""
    return PREFIX + b64encode(token_bytes(BYTES)).decode()


def new_message_id() -> str:
    """Return an id for a new message, which is the same in all attempts to send it."""
    return f"msg_{token_hex(16)}"


def signed_headers(
    secrets: Iterable[str], message_id: str, moment: int, body: bytes
) -> dict[str, str]:
    """Return a webhook's headers, signed with each secret; ``moment`` is in seconds since 1970."""
    sent, words = datetime.fromtimestamp(moment, UTC), body.decode()
    signatures = [Webhook(each).sign(message_id, sent, words) for each in secrets]
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signatures),
    }


# Seconds to wait after the first failed attempt, the second …; after the last no more are made.
WAITS = (
    *(5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR),
    *(14 * HOUR, 20 * HOUR, 24 * HOUR),
)
LONGEST_REST = HOUR


def retry_seconds(tries: int, *, random: Callable[[], float] = random.random) -> int | None:
    """Return the seconds, with jitter, to wait after ``tries`` failed attempts; None to give up."""
    if tries > len(WAITS):
        return None
    return int(WAITS[tries - 1] * (0.9 + 0.2 * random()))


def pause_seconds(failures: int, error: FeedError) -> int:
    """Return the seconds to pause a receiver after so many failures, the last with ``error``."""
    seconds = WAITS[min(failures, len(WAITS)) - 1]
    return max(min(seconds, LONGEST_REST), error.retry_after or 0)
