"""WebSub (https://www.w3.org/TR/websub/): requests to a hub, and checks of its own."""

import hmac
from collections.abc import Iterable
from urllib.parse import urlencode

from .schedule import DAY

FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
LEASE = 10 * DAY  # the usual default of hubs
SHORTEST, LONGEST = 300, 14 * DAY
METHODS = ("sha1", "sha256", "sha384", "sha512")


def subscription_form(topic: str, callback: str, secret: str) -> bytes:
    """Return the form that subscribes to a topic (5.1)."""
    return urlencode(
        {
            "hub.mode": "subscribe",
            "hub.topic": topic,
            "hub.callback": callback,
            "hub.lease_seconds": LEASE,
            "hub.secret": secret,
        }
    ).encode()


def publication_form(topic: str) -> bytes:
    """Return the form that notifies a hub of a changed topic, as hubs commonly accept it."""
    return urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()


def lease_seconds(given: str) -> int:
    """Return the seconds of a subscription that a hub grants, within sane limits."""
    seconds = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else LEASE
    return min(max(seconds, SHORTEST), LONGEST)


def has_valid_signature(header: str, secrets: Iterable[str], body: bytes) -> bool:
    """Return whether ``X-Hub-Signature`` signs the body with one of the secrets (8).

    Both large hubs sign with SHA-1, which as an HMAC is still safe.
    """
    method, mark, given = header.strip().partition("=")
    if not mark or method.lower() not in METHODS or not given.isascii():
        return False
    made = [hmac.digest(each.encode(), body, method.lower()).hex() for each in secrets]
    return any(hmac.compare_digest(given.lower(), each) for each in made)
