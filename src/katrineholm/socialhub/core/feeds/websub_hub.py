"""Discovery of a feed's WebSub hub (WebSub, 4)."""

import re
from collections.abc import Iterable, Iterator

from .attachments import FeedPart, string
from .links import absolute_url
from .model import Push

LONGEST = 8192  # characters of a header that are read

_LINK = re.compile(r'<([^<>]{1,2000})>((?:\s{0,9};[^,;"<>]{0,200}(?:"[^"]{0,500}")?){0,9})')
_REL = re.compile(r';\s{0,9}rel\s{0,9}=\s{0,9}(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)


def hub_in_header(value: str, url: str) -> Push | None:
    """Return the hub in the Link header (RFC 8288) of the response from ``url``, or None."""
    return _push(_header_links(value[:LONGEST]), url)


def hub_in_links(links: Iterable[FeedPart], url: str) -> Push | None:
    """Return the hub in a feed's link elements, or None."""
    found = ((string(each, "rel"), string(each, "href")) for each in links)
    return _push(((rel.lower(), href) for rel, href in found if href), url)


def first_hub(hubs: Iterable[str], topic: str, url: str) -> Push | None:
    """Return the first hub with the feed's own URL, ``topic``, which may be empty."""
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
