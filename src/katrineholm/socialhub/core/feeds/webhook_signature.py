"""Signatures of webhook messages (Standard Webhooks 1.0); the only module to import its library."""

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_bytes, token_hex

from standardwebhooks import Webhook

PREFIX = "whsec_"
BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    """Return a secret for one receiver: ``whsec_`` and random bytes in base64."""
    return PREFIX + b64encode(token_bytes(BYTES)).decode()


def new_message_id() -> str:
    """Return a message id, the same in all attempts; it must not contain a dot."""
    return f"msg_{token_hex(16)}"


def signed_headers(
    secrets: Iterable[str], message_id: str, moment: int, body: bytes
) -> dict[str, str]:
    """Return the headers that prove sender and time (``moment``, seconds since 1970).

    There is a signature for each secret, so that a receiver's secret can be replaced.
    """
    sent, words = datetime.fromtimestamp(moment, UTC), body.decode()
    signatures = [Webhook(each).sign(message_id, sent, words) for each in secrets]
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signatures),
    }
