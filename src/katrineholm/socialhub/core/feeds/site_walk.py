"""A polite walk through the pages of a web site, in search of links to other hosts.

One page is requested at a time, with a pause, as the host's robots.txt allows, and only if it has
changed since the last walk. Only addresses of the walk's own host are requested.
"""

import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from time import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .discovery import PAGE_ACCEPT
from .errors import FeedError
from .hop import REDIRECTS
from .html_tags import decode_page, page_links
from .links import absolute_url, strip_tracking_parameters
from .response import Response, checked_response
from .retrieval import condition_headers, fetch_url
from .robots import Robots, request_robots

PAGE_LIMIT, PAGE_SECONDS = 2 * 2**20, 20
SITEMAP_LIMIT, MOST_SITEMAPS = 10 * 2**20, 20
MOST_FAILURES = 5  # of pages one after the other, before the site is left
MOST_LINKS = 1000  # of one page to other hosts
PAGES = ("text/html", "application/xhtml+xml")
TAGS = frozenset({"a", "area", "link"})
# Its spaces are counted, or else a site map of spaces would take quadratic time.
LOCATION = re.compile(r"<(?:\w{1,20}:)?loc>\s{0,50}(?:<!\[CDATA\[)?\s{0,50}([^<\]\s]{1,2000})")
FILES = re.compile(
    r".*\.(?:avif|bmp|css|csv|docx?|eot|epub|exe|gif|gz|ico|ics|jpe?g|js|json|m4[av]|mov|mp[34]|od[pst]"
    r"|og[gv]|pdf|png|pptx?|rar|rss|rtf|svg|tiff?|ttf|txt|wav|web[mp]|woff2?|xlsx?|xml|zip)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of a web site, ``depth`` links away from the first one.

    It was last requested when it was ``visited`` and last read when it was ``seen`` (seconds since
    1970, 0 for never). ``links`` are those to other hosts. A page that ``is_gone`` is none of the
    site's any more.
    """

    url: str
    depth: int = 0
    visited: int = 0
    seen: int = 0
    etag: str = ""
    modified: str = ""
    links: tuple[str, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is read of a site in one walk, and the ``pause`` between requests (seconds)."""

    pages: int = 2000
    bytes: int = 200 * 2**20
    depth: int = 10
    seconds: int = 3600
    pause: float = 1


@dataclass(slots=True)
class SiteWalk:
    """A walk that began at the time ``began`` with the URL ``start``.

    ``known`` are the pages of earlier walks and of this one, if it was interrupted.
    ``wait(seconds)`` returns whether the walk is to end. It ``is_whole`` if no bound was met.
    """

    start: str
    known: Mapping[str, SitePage]
    began: int
    wait: Callable[[float], object]
    bounds: Bounds = Bounds()
    get: Callable[..., Response] = fetch_url
    clock: Callable[[], float] = time
    is_whole: bool = field(default=True, init=False)
    _pages: dict[str, SitePage] = field(init=False)
    _queue: list[tuple[int, int, int, str]] = field(init=False)
    _robots: dict[str, Robots] = field(default_factory=dict, init=False)
    _origin: str = field(default="", init=False)
    _bytes: int = field(default=0, init=False)
    _failures: int = field(default=0, init=False)

    def pages(self) -> Iterator[SitePage]:
        """Yield each page as it is discovered, and again when it was requested.

        Raise FeedError if the site cannot be read, but not for one of its pages.
        """
        end = self.clock() + self.bounds.seconds
        self._pages = dict(self.known)
        self._origin = _origin(self.start)
        self._queue = [self._place(each) for each in self._pages.values() if self._is_due(each)]
        heapify(self._queue)
        yield from self._visit(self._pages.setdefault(self.start, SitePage(self.start)))
        yield from self._sitemap_pages()
        while self._queue:
            if self.clock() > end or self._bytes > self.bounds.bytes:
                self.is_whole = False
                return
            page = self._pages[heappop(self._queue)[-1]]
            if self._is_due(page):
                yield from self._visit(page)

    def _visit(self, page: SitePage) -> Iterator[SitePage]:
        """Request a page, and yield it and the pages that it links to."""
        is_first = page.url == self.start
        if not self._rules(page.url).allows(page.url):
            if is_first:
                raise FeedError("robots")
            yield self._noted(page, is_gone=True)
            return
        try:
            answer = self._page_response(page)
        except FeedError as error:
            if is_first:
                raise
            yield self._failed_page(page, error)
            return
        self._failures = 0
        if answer.status == 304:
            yield self._noted(page, seen=self._now())
        elif answer.status in REDIRECTS:
            yield from self._redirect(page, absolute_url(answer.headers["location"], page.url))
        else:
            yield from self._read_page(page, answer)

    def _redirect(self, page: SitePage, target: str) -> Iterator[SitePage]:
        """Yield a page without content of its own, and the new page that it leads to."""
        is_first, is_inside = page.url == self.start, self._is_inside(target)
        if is_first and is_inside:
            self._origin = _origin(target)
        links, pages = self._sorted_links([target], page.depth)
        if is_first and not is_inside:
            raise FeedError("elsewhere", host=urlsplit(target).hostname or "?")
        yield self._noted(page, seen=self._now(), links=links, is_gone=is_inside and not is_first)
        yield from pages

    def _read_page(self, page: SitePage, answer: Response) -> Iterator[SitePage]:
        """Yield a page as its host has answered, and the new pages that it links to."""
        targets: Iterable[str] = ()
        if answer.headers.get("content-type", "").partition(";")[0].strip().lower() in PAGES:
            targets = (
                target
                for name, attributes, target in page_links(answer.body, page.url, TAGS)
                if name != "link" or "me" in attributes.get("rel", "").lower().split()
            )
        links, pages = self._sorted_links(targets, page.depth + 1)
        etag, modified = (answer.headers.get(each, "") for each in ("etag", "last-modified"))
        yield self._noted(page, seen=self._now(), links=links, etag=etag, modified=modified)
        yield from pages

    def _page_response(self, page: SitePage) -> Response:
        headers = condition_headers(page.etag, page.modified) if page.seen else {}
        answer = self._response(
            page.url,
            headers=headers,
            accept=PAGE_ACCEPT,
            limit=PAGE_LIMIT,
            deadline=PAGE_SECONDS,
            follow=False,
        )
        is_redirect = answer.status in REDIRECTS and "location" in answer.headers
        return answer if is_redirect else checked_response(answer, now=datetime.now(UTC))

    def _failed_page(self, page: SitePage, error: FeedError) -> SitePage:
        """Return a page that cannot be read. Raise its error if the site cannot be, either."""
        if error.code in ("missing", "gone"):
            return self._noted(page, is_gone=True)
        if error.code not in ("forbidden", "too_big", "empty"):
            self._failures += 1
        if error.code == "busy" or self._failures >= MOST_FAILURES:
            raise error
        return self._noted(page)

    def _sorted_links(
        self, targets: Iterable[str], depth: int
    ) -> tuple[tuple[str, ...], list[SitePage]]:
        """Return the links to other hosts among URLs, and the new pages of the site."""
        kept: dict[str, None] = {}
        pages: list[SitePage] = []
        for target in filter(None, targets):
            if self._is_inside(target):
                pages += self._new_pages(target, depth)
            elif len(kept) < MOST_LINKS:
                kept[target] = None
        return tuple(kept), pages

    def _sitemap_pages(self) -> Iterator[SitePage]:
        """Yield the new pages that the site maps list."""
        found = [*self._rules(f"{self._origin}/").sitemaps]
        for number, url in enumerate(found):
            is_allowed = self._is_inside(url) and self._rules(url).allows(url)
            if number >= MOST_SITEMAPS or not is_allowed:
                continue
            for location in self._locations(url):
                if urlsplit(location).path.endswith((".xml", ".xml.gz")):
                    found += [location] if location not in found else []
                else:
                    yield from self._new_pages(location, 1, with_query=True)

    def _locations(self, url: str) -> list[str]:
        """Return the URLs in a site map, empty if it cannot be read."""
        try:
            answer = self._response(url, limit=SITEMAP_LIMIT, deadline=PAGE_SECONDS, follow=False)
        except FeedError:
            return []
        text = decode_page(_unpacked(answer.body)) if answer.status == 200 else ""
        urls = (absolute_url(html.unescape(each), url) for each in LOCATION.findall(text))
        return [*filter(self._is_inside, urls)]

    def _new_pages(self, target: str, depth: int, with_query: bool = False) -> list[SitePage]:
        """Return the page at a URL of the site in a list, empty if it is known or not wanted."""
        parts = urlsplit(strip_tracking_parameters(target))
        if FILES.fullmatch(parts.path) or (parts.query and not with_query):
            return []
        scheme, netloc = self._origin.split("://")
        url = urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))
        if url in self._pages or depth > self.bounds.depth:
            return []
        if len(self._pages) >= self.bounds.pages:
            self.is_whole = False
            return []
        self._pages[url] = page = SitePage(url, depth)
        heappush(self._queue, self._place(page))
        return [page]

    def _rules(self, url: str) -> Robots:
        """Return the rules of the host, which are requested once. Raise FeedError."""
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = request_robots(origin, get=self._response)
        return self._robots[origin]

    def _response(self, url: str, **options: Any) -> Response:
        """Return the response after the pause. Raise WalkEnded if the walk is to end."""
        rules = self._robots.get(_origin(url))
        if self.wait(max(self.bounds.pause, rules.delay if rules else 0)):
            raise WalkEnded
        answer = self.get(url, **options)
        self._bytes += len(answer.body)
        return answer

    def _noted(self, page: SitePage, **changes: Any) -> SitePage:
        noted = replace(page, visited=self._now(), **changes)
        self._pages[page.url] = replace(noted, links=())  # which are not needed again
        return noted

    def _is_due(self, page: SitePage) -> bool:
        return not self.began <= page.visited <= self._now()

    def _is_inside(self, url: str) -> bool:
        return bool(url) and site_host(url) == site_host(self.start)

    def _place(self, page: SitePage) -> tuple[int, int, int, str]:
        return page.visited, page.depth, len(self._pages), page.url

    def _now(self) -> int:
        return int(self.clock())


class WalkEnded(Exception):
    """Raised if a walk is interrupted; the next one goes on."""


def site_host(url: str) -> str:
    """Return the host and port by which the pages of a site are recognised, without www."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _origin(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


def _unpacked(body: bytes) -> bytes:
    """Return a site map, unpacked within its limit if it is a gzip file."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return zlib.decompressobj(31).decompress(body, SITEMAP_LIMIT)
    except zlib.error:
        return b""
