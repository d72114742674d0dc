"""The search for links from a page back to this site, with or without rel="me".

References: https://microformats.org/wiki/rel-me, HTML's rules on links and ``base``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ...core.feeds.html_tags import page_links
from ...core.feeds.links import absolute_url

LINK_WAYS = ("me", "plain", "other")  # the strongest first
TAGS = frozenset({"a", "link"})
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class BackLink:
    """A link to this site; ``page`` is the URL of this site that it leads to.

    ``way`` is "me" (with rel="me"), "plain" (without it) or "other" (to a page of this site that is
    none of the given URLs; ``page`` is then the URL of that page).
    """

    way: str
    page: str


def strongest_link(page: bytes, url: str, ours: Collection[str]) -> BackLink | None:
    """Return the strongest link from the HTML page at ``url`` to this site, or None.

    ``ours`` are URLs of this site, compared by host, port and path; www. and a final slash are
    ignored.
    """
    known = {key: each for each in ours if (key := url_key(each))}
    sites = {site for site, _path in known}
    links = (
        _to_us(target, "me" in attributes.get("rel", "").lower().split(), known, sites)
        for _name, attributes, target in page_links(page, url, TAGS)
    )
    return min(filter(None, links), key=lambda link: LINK_WAYS.index(link.way), default=None)


def url_key(url: str) -> tuple[str, str] | None:
    """Return a URL's (host, path) for comparisons, or None if it is not a web URL."""
    try:
        parts = urlsplit(absolute_url(url))
        host = (parts.hostname or "").encode("idna").decode().rstrip(".").removeprefix("www.")
        port = "" if parts.port in (None, PORTS.get(parts.scheme)) else f":{parts.port}"
    except ValueError:
        return None
    return (host + port, unquote(parts.path).rstrip("/")) if host else None


def _to_us(target, me, known, sites):
    there = url_key(target)
    if there in known:
        return BackLink("me" if me else "plain", known[there])
    return BackLink("other", target) if there and there[0] in sites else None
