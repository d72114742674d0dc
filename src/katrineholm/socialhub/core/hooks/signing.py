"""What is sent to a webhook, signed as Standard Webhooks 1.0 says; the only door to its library."""

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_bytes, token_hex

from standardwebhooks import Webhook

PREFIX = "whsec_"
BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    """A secret of one receiver: ``whsec_`` and chance in base64."""
    return PREFIX + b64encode(token_bytes(BYTES)).decode()


def new_id() -> str:
    """What a message is called, however often it is sent; a dot would end it."""
    return f"msg_{token_hex(16)}"


def headers(secrets: Iterable[str], message_id: str, moment: int, body: bytes) -> dict[str, str]:
    """The lines that let the receiver see who has sent it, and when (seconds since 1970).

    A signature for each secret: a receiver whose secret is changed knows one of them.
    """
    sent, words = datetime.fromtimestamp(moment, UTC), body.decode()
    signatures = [Webhook(each).sign(message_id, sent, words) for each in secrets]
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signatures),
    }
