"""Retrieval of a feed in two parts: the request, and the parsing, which needs no network."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from . import charset, draft, json_feed, retrieval, websub, xml_feed, xml_parser
from . import mapping as mappings
from .draft import Document
from .errors import FeedError
from .mapping import Mapping
from .model import Feed, FeedState, Reading
from .response import Response
from .schedule import fresh_seconds

NO_STATE = FeedState()

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_PART = re.compile(
    r"[^<]{0,200}<(?:html|head|body|div|p|h1|table|script|meta|title)\b", re.IGNORECASE
)
_FEED_PART = re.compile(r"<((?:\w+:)?(?:rss|feed|rdf|channel))[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(r"jsonfeed\.org/version/")


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """An unparsed response that changes the known state; an unchanged body is left empty."""

    reading: Reading
    body: bytes = b""
    content_type: str = ""
    url: str = ""


def retrieve_feed(
    address: str,
    known: FeedState = NO_STATE,
    *,
    now: datetime,
    ask: Callable[..., Response] = retrieval.request_feed,
) -> ReceivedDocument | None:
    """Request a feed; return None if nothing has changed. Raise FeedError."""
    answer = ask(address, known, now=now)
    remembered = _remembered(answer, known, now)
    url = answer.url or address
    push = websub.hub_in_header(answer.headers.get("link", ""), url)
    reading = Reading(remembered, None, fresh_seconds(answer.headers, now), answer.moved_to, push)
    if remembered.digest != known.digest:
        kind = answer.headers.get("content-type", "")
        return ReceivedDocument(reading, answer.body, kind, url)
    return ReceivedDocument(reading) if remembered != known or answer.moved_to else None


def parse_feed(
    body: bytes,
    content_type: str = "",
    url: str = "",
    now: datetime | None = None,
    mapping: Mapping | None = None,
) -> Feed:
    """Parse a document into a sanitised feed.

    ``url`` is that of the document, ``content_type`` the server's header. Raise FeedError: html,
    not_a_feed, bad_feed, empty, bad_mapping.
    """
    return draft.finished_feed(parse_document(body, content_type, url, now, mapping))


def parse_document(
    body: bytes,
    content_type: str = "",
    url: str = "",
    now: datetime | None = None,
    mapping: Mapping | None = None,
) -> Document:
    """Parse a document without sanitising it. Raise the same errors as ``parse_feed``."""
    now = now or datetime.now(UTC)
    source = charset.decode(body, content_type)
    start = source[:4096].lstrip("\ufeff \t\r\n")
    if not start:
        raise FeedError("empty")
    if start[0] in "{[":
        return _from_json(source, url, now, mapping)
    return _from_xml(source, start, url, now)


def finish_retrieval(received: ReceivedDocument, feed: Any) -> Reading:
    """Return the complete reading, made from a response and the feed parsed from it."""
    waits = [wait for wait in (received.reading.wait, feed.ttl) if wait]
    push = received.reading.push or feed.push
    return replace(received.reading, feed=feed, wait=max(waits, default=None), push=push)


def _remembered(answer: Response, known: FeedState, now: datetime) -> FeedState:
    headers = answer.headers
    if answer.status == 304:
        return replace(
            known,
            etag=headers.get("etag") or known.etag,
            last_modified=headers.get("last-modified") or known.last_modified,
            inside=answer.inside,
        )
    found = FeedState(
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        digest=sha256(answer.body).hexdigest(),
        whole_at=known.whole_at,
        inside=answer.inside,
    )
    # Without validators every request is whole: noting each one would be a change every time.
    if answer.whole and (found != known or found.etag or found.last_modified):
        return replace(found, whole_at=now)
    return found


def _from_xml(source: str, start: str, url: str, now: datetime) -> Document:
    is_page = bool(_PAGE.match(start))
    parsed = xml_parser.parse_xml(_feed_in(source) if is_page else source)
    if parsed.entries or (parsed.format and parsed.well_formed):
        return xml_feed.xml_document(parsed, url, now)
    if is_page:
        raise FeedError("html")
    if parsed.format or _FEED_PART.search(start):
        raise FeedError("bad_feed")
    raise FeedError("html" if _PAGE_PART.match(start) else "not_a_feed")


def _feed_in(page: str) -> str:
    """Return the feed inside a page. Raise FeedError: html."""
    begun = _FEED_PART.search(page)
    if not begun:
        raise FeedError("html")
    end = page.rfind(f"</{begun[1]}")
    return (
        page[begun.start() : page.find(">", end) + 1 or None] if end > 0 else page[begun.start() :]
    )


def _from_json(source: str, url: str, now: datetime, mapping: Mapping | None) -> Document:
    mapping = mapping or mappings.mapping_for_url(url)
    try:
        data = json_feed.load_json(source.lstrip("\ufeff \t\r\n"))
    except FeedError:
        if mapping or _JSON_FEED.search(source[:4096]):
            raise
        raise FeedError("not_a_feed") from None
    if json_feed.is_json_feed(data):
        return json_feed.json_feed_document(data, url, now)
    if mapping is None:
        raise FeedError("not_a_feed")
    return mappings.mapped_document(data, mapping, url, now)
