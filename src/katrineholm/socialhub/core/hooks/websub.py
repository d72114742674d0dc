"""WebSub (https://www.w3.org/TR/websub/): what is asked of a hub, and what it says."""

import hmac
from collections.abc import Iterable
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DAY = 24 * 60 * 60
LEASE = 10 * DAY  # what is asked for, as hubs do by themselves
SHORTEST, LONGEST = 300, 14 * DAY
METHODS = ("sha1", "sha256", "sha384", "sha512")


def subscription(topic: str, callback: str, secret: str) -> bytes:
    """The form that asks a hub to tell of a topic (5.1)."""
    return urlencode(
        {
            "hub.mode": "subscribe",
            "hub.topic": topic,
            "hub.callback": callback,
            "hub.lease_seconds": LEASE,
            "hub.secret": secret,
        }
    ).encode()


def publication(topic: str) -> bytes:
    """The form that tells a hub of a topic that has changed, as hubs have agreed to take it."""
    return urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()


def lease(given: str) -> int:
    """Seconds that a hub promises to tell of a topic, within what is believed."""
    seconds = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else LEASE
    return min(max(seconds, SHORTEST), LONGEST)


def is_signed(header: str, secrets: Iterable[str], body: bytes) -> bool:
    """Whether ``X-Hub-Signature`` is of the body, by one of the secrets (8).

    Both large hubs sign with SHA-1, which as an HMAC is still safe.
    """
    method, mark, given = header.strip().partition("=")
    if not mark or method.lower() not in METHODS or not given.isascii():
        return False
    made = [hmac.digest(each.encode(), body, method.lower()).hex() for each in secrets]
    return any(hmac.compare_digest(given.lower(), each) for each in made)
