"""The diagnosis of problems in a feed that could be parsed."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...core.feeds.model import Feed
from ...core.feeds.response import Response
from .fault_texts import FEED_FAULTS, FeedFault

FEW_ENTRIES = 3
MANY_BYTES = 1_000_000  # bytes
RELATIVE_LINK = re.compile(
    rb"<link>\s*(?!https?:)[/\w.][^<:]{0,500}</|"
    rb"<link\b[^>]{0,300}\bhref=[\"'](?!https?:)[/\w.][^\"':]{0,500}[\"']",
    re.IGNORECASE,
)
UTF8_NAME = re.compile(r"utf-?8", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
DOUBLE_ENCODED = re.compile("\u00c3[\u00a4\u00a5\u00b6\u00bc\u00a9\u2026\u201e\u2013]")


@dataclass(frozen=True, slots=True)
class FetchedFeed:
    """A parsed feed with its requested URL and the response that contained it."""

    feed_url: str
    feed: Feed
    answer: Response


def feed_faults(feed_url: str, feed: Feed, answer: Response) -> list[FeedFault]:
    """Return the problems of a parsed feed, the gravest first."""
    seen = FetchedFeed(feed_url, feed, answer)
    found = [fault for fault in FEED_FAULTS if CHECKS[fault.code](seen)]
    return sorted(found, key=lambda fault: not fault.is_grave)


def _lacks(value: Callable) -> Callable:
    """Return a check that more than one entry in ten is without the value."""

    def is_lacking(seen):
        entries = seen.feed.entries
        return sum(not value(entry) for entry in entries) * 10 > len(entries)

    return is_lacking


def _has_unread_dates(seen):
    return any(entry.dated and not entry.published for entry in seen.feed.entries)


def _has_repeated_ids(seen):
    keys = [entry.id or entry.link for entry in seen.feed.entries]
    named = [key for key in keys if key]
    return len(set(named)) < len(named)


def _is_moved(seen):
    return bool(seen.answer.moved_to) or seen.answer.url not in ("", seen.feed_url)


def _has_no_validators(seen):
    headers = seen.answer.headers
    return not (headers.get("etag") or headers.get("last-modified"))


def _is_in_wrong_charset(seen):
    """Return True if the document is not in its declared charset, by default UTF-8."""
    body = seen.answer.body
    try:
        return len(DOUBLE_ENCODED.findall(body.decode("utf-8"))) > 2
    except UnicodeDecodeError:
        is_utf16 = body[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        return not is_utf16 and UTF8_NAME.fullmatch(_declared_charset(seen.answer)) is not None


def _declared_charset(answer):
    prolog = XML_ENCODING.match(answer.body[:400])
    if prolog:
        return prolog[1].decode("ascii")
    header = HEADER_CHARSET.search(answer.headers.get("content-type", ""))
    return header[1] if header else "utf-8"


CHECKS = {
    "no_entries": lambda seen: not seen.feed.entries,
    "cut": lambda seen: not seen.feed.complete,
    "no_dates": _lacks(lambda entry: entry.published or entry.dated),
    "bad_dates": _has_unread_dates,
    "no_links": _lacks(lambda entry: entry.link),
    "no_ids": _lacks(lambda entry: entry.id),
    "same_ids": _has_repeated_ids,
    "no_text": _lacks(lambda entry: entry.summary or entry.html or entry.images or entry.media),
    "few": lambda seen: 0 < len(seen.feed.entries) < FEW_ENTRIES,
    "relative_links": lambda seen: RELATIVE_LINK.search(seen.answer.body) is not None,
    "charset": _is_in_wrong_charset,
    "content_type": lambda seen: "html" in seen.answer.headers.get("content-type", "").lower(),
    "moved": _is_moved,
    "http_only": lambda seen: urlsplit(seen.answer.url).scheme == "http",
    "heavy": lambda seen: len(seen.answer.body) > MANY_BYTES,
    "no_validators": _has_no_validators,
    "no_alt": lambda seen: any(
        image.alt is None for entry in seen.feed.entries for image in entry.images
    ),
}
