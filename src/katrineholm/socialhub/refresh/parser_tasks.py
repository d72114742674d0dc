"""The tasks of a parser process. Imports no Plone and no database: it stays small."""

from dataclasses import dataclass
from typing import Any

from ..core.feeds import draft, reader, source_description
from ..core.feeds.draft import Document
from ..core.feeds.identity import coverage_start
from ..core.feeds.model import Feed, Push, entry_values
from ..core.timeline.fingerprints import content_digest


@dataclass(frozen=True, slots=True)
class PreparedFeed:
    """A feed in the form in which it is stored, so that little work is left for the worker's
    thread.

    ``entries`` are mappings, each with a digest of the visible content (``noticed``); ``floor`` is
    the oldest time that the document can be trusted for, in seconds since 1970.
    """

    entries: tuple[dict[str, Any], ...]
    floor: int | None = None
    deleted: tuple[str, ...] = ()
    ttl: int | None = None
    push: Push | None = None


def document_feed(*document: Any) -> PreparedFeed:
    """Return the feed in a document."""
    return prepared_feed(reader.parse_feed(*document))


def described_feed(*document: Any) -> PreparedFeed:
    """Return the feed of a described source."""
    return prepared_feed(source_description.parse_described_source(*document))


def account_feed(document: Document) -> PreparedFeed:
    """Return the feed of a document from an account's API."""
    return prepared_feed(draft.finished_feed(document))


def prepared_feed(feed: Feed) -> PreparedFeed:
    """Return a feed prepared for storage."""
    oldest = coverage_start(feed.entries, complete=feed.complete)
    return PreparedFeed(
        entries=tuple(_with_digest(entry_values(each)) for each in feed.entries),
        floor=int(oldest.timestamp()) if oldest else None,
        deleted=feed.deleted,
        ttl=feed.ttl,
        push=feed.push,
    )


def _with_digest(entry):
    entry["noticed"] = content_digest(entry)
    return entry
