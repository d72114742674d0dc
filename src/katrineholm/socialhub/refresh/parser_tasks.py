"""The tasks of a parser process. It stays small: this module imports neither Plone nor ZODB."""

from dataclasses import dataclass
from typing import Any

from ..core.feeds import draft, reader, source_description
from ..core.feeds.draft import Document
from ..core.feeds.identity import coverage_start
from ..core.feeds.model import Feed, Push, entry_values
from ..core.timeline.fingerprints import content_digest


@dataclass(frozen=True, slots=True)
class PreparedFeed:
    """A feed prepared for storage, so that little work is left for the worker's thread.

    ``entries`` are mappings, each with a digest of the visible content (``noticed``). ``floor`` is
    the time, in seconds since 1970, since which the document contains all entries.
    """

    entries: tuple[dict[str, Any], ...]
    floor: int | None = None
    deleted: tuple[str, ...] = ()
    ttl: int | None = None
    push: Push | None = None


def document_feed(*document: Any) -> PreparedFeed:
    """Parse a document and return its feed."""
    return prepared_feed(reader.parse_feed(*document))


def described_feed(*document: Any) -> PreparedFeed:
    """Parse the document of a described source and return its feed."""
    return prepared_feed(source_description.parse_described_source(*document))


def account_feed(document: Document) -> PreparedFeed:
    """Return the feed from an answer of an account's API."""
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
