"""Discovery of a web page's feeds, from its links and at the usual URLs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from .errors import FeedError
from .html_tags import decode_page, start_tags
from .response import Response
from .retrieval import fetch_url

TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)
# WordPress and oEmbed use this type for JSON of their own; so did JSON Feed 1.0.
AMBIGUOUS_TYPE = "application/json"
USUAL = ("feed/", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json", "RSS")
MOST = 50
# A page's feeds are named near its beginning; the rest is not worth the time.
HEAD = 2**20
PAGE_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
GUESS_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that a page links to; ``type`` is its declared MIME type, or an empty string."""

    url: str
    title: str = ""
    type: str = ""


def feed_candidates(page: bytes, url: str) -> list[Candidate]:
    """Return the feeds that the page at ``url`` links to, in order, but feeds of comments last."""
    found: dict[str, Candidate] = {}
    for link, target in _links(page, url):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        rels = {*link.get("rel", "").lower().split()}
        if rels & {"alternate", "feed"} and _is_feed(kind, link) and len(found) < MOST:
            found.setdefault(target, Candidate(target, link.get("title", ""), kind))
    return sorted(found.values(), key=_is_about_comments)


def page_generator(page: bytes) -> str:
    """Return the page's declared generator, such as "WordPress 6.8", or an empty string."""
    metas = (meta for _name, meta in _tags(page, "meta"))
    made = (meta for meta in metas if meta.get("name", "").lower() == "generator")
    return next((meta.get("content", "") for meta in made), "")


def usual_feed_urls(url: str) -> tuple[str, ...]:
    """Return the URLs where feeds usually are: below the page first, then at the site's root."""
    page = url.partition("#")[0].partition("?")[0].rstrip("/") + "/"
    is_root = urlsplit(page).path == "/"
    below = [] if is_root else [urljoin(page, name) for name in ("feed/", "RSS")]
    return tuple(dict.fromkeys([*below, *(urljoin(url, "/" + name) for name in USUAL)]))


def looks_like_feed(body: bytes) -> bool:
    """Return whether a document starts like RSS, RDF, Atom, CDF or JSON Feed."""
    beginning = decode_page(body[:4096]).lstrip("\ufeff \t\r\n").lower()
    if beginning.startswith("{"):
        return "jsonfeed.org/version/" in beginning.replace("\\/", "/")
    found = re.search(r"<(?![?!])([a-z0-9:]+)", beginning)
    return found is not None and found[1].rpartition(":")[2] in ("rss", "rdf", "feed", "channel")


def find_usual_feed(url: str, *, get: Callable[..., Response] = fetch_url) -> Response | None:
    """Return the response of the first usual URL that has a feed; None if none has or one fails."""
    for guess in usual_feed_urls(url):
        try:
            answer = get(guess, deadline=GUESS_SECONDS)
        except FeedError:
            return None
        if answer.status in (429, 503):
            return None
        if answer.status == 200 and looks_like_feed(answer.body):
            return answer
    return None


def _tags(page: bytes, *names: str) -> Iterator[tuple[str, dict[str, str]]]:
    return start_tags(decode_page(page[:HEAD]), frozenset(names))


def _links(page: bytes, url: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the page's link tags, each with its absolute URL."""
    base = url
    for name, attributes in _tags(page, "link", "base"):
        target = _joined(base, attributes.get("href", ""))
        if name == "link" and target:
            yield attributes, target
        elif target and base == url:
            base = target


def _joined(base: str, href: str) -> str:
    try:
        target = urljoin(base, re.sub(r"[\t\r\n]", "", href)).partition("#")[0]
        parts = urlsplit(target)
    except ValueError:
        return ""
    return target if href and parts.scheme in ("http", "https") and parts.hostname else ""


def _is_feed(kind: str, link: dict[str, str]) -> bool:
    if kind == AMBIGUOUS_TYPE:
        return "feed" in (link["href"] + link.get("title", "")).lower()
    return kind in TYPES


def _is_about_comments(candidate: Candidate) -> bool:
    words = f"{urlsplit(candidate.url).path} {candidate.title}".lower()
    return "comment" in words or "komment" in words
