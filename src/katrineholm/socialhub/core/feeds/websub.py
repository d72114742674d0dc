"""WebSub (https://www.w3.org/TR/websub/): a feed's hub, requests to it, and its signatures."""

import hmac
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from .attachments import FeedPart, string
from .links import absolute_url
from .model import Push
from .schedule import DAY

FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
LEASE = 10 * DAY  # the usual default of hubs
SHORTEST, LONGEST = 300, 14 * DAY
METHODS = ("sha1", "sha256", "sha384", "sha512")  # SHA-1 is still safe in an HMAC


def subscription_form(topic: str, callback: str, secret: str) -> bytes:
    """Return the body of the request by which a hub is asked for a feed's updates (5.1)."""
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
    """Return the body of the request that notifies a hub of a changed feed."""
    return urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()


def lease_seconds(given: str) -> int:
    """Return the duration of a subscription that a hub has granted, within sane limits."""
    seconds = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else LEASE
    return min(max(seconds, SHORTEST), LONGEST)


def has_valid_signature(header: str, secrets: Iterable[str], body: bytes) -> bool:
    """Return whether ``X-Hub-Signature`` signs the body with one of the secrets (8)."""
    method, mark, given = header.strip().partition("=")
    if not mark or method.lower() not in METHODS or not given.isascii():
        return False
    made = [hmac.digest(each.encode(), body, method.lower()).hex() for each in secrets]
    return any(hmac.compare_digest(given.lower(), each) for each in made)


MAX_HEADER = 8192  # characters that are read

_LINK = re.compile(r'<([^<>]{1,2000})>((?:\s{0,9};[^,;"<>]{0,200}(?:"[^"]{0,500}")?){0,9})')
_REL = re.compile(r';\s{0,9}rel\s{0,9}=\s{0,9}(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)


def hub_in_header(value: str, url: str) -> Push | None:
    """Return the hub in the Link header (RFC 8288) of the response from ``url``, or None."""
    return _push(_header_links(value[:MAX_HEADER]), url)


def hub_in_links(links: Iterable[FeedPart], url: str) -> Push | None:
    """Return the hub in a feed's link elements, or None."""
    found = ((string(each, "rel"), string(each, "href")) for each in links)
    return _push(((rel.lower(), href) for rel, href in found if href), url)


def first_hub(hubs: Iterable[str], topic: str, url: str) -> Push | None:
    """Return the first hub, with the URL by which it knows the feed; None if there is none."""
    found = [address for each in hubs if (address := absolute_url(each, url))]
    return Push(found[0], absolute_url(topic, url) or url) if found else None


def _push(links: Iterable[tuple[str, str]], url: str) -> Push | None:
    links = list(links)
    topics = [href for rel, href in links if rel == "self"]
    return first_hub([href for rel, href in links if rel == "hub"], next(iter(topics), ""), url)


def _header_links(value: str) -> Iterator[tuple[str, str]]:
    for address, parameters in _LINK.findall(value):
        for quoted, bare in _REL.findall(parameters):
            for rel in (quoted or bare).lower().split():
                yield rel, address
