"""The tasks of a parser process. Imports no Plone and no database: it stays small."""

from dataclasses import dataclass
from typing import Any

from ..core.feeds import described, draft, reader
from ..core.feeds.draft import Document
from ..core.feeds.identity import oldest_trusted
from ..core.feeds.model import Feed, Push
from ..core.feeds.plain import plain
from ..core.timeline.prints import content_digest


@dataclass(frozen=True, slots=True)
class Ready:
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


def understand(*document: Any) -> Ready:
    """Return the feed in a document."""
    return ready(reader.understand(*document))


def understand_described(*document: Any) -> Ready:
    """Return the feed of a described source."""
    return ready(described.understand(*document))


def finished(document: Document) -> Ready:
    """Return the feed of a document from an account's API."""
    return ready(draft.feed(document))


def ready(feed: Feed) -> Ready:
    """Return a feed prepared for storage."""
    oldest = oldest_trusted(feed.entries, complete=feed.complete)
    return Ready(
        entries=tuple(_digested(plain(each)) for each in feed.entries),
        floor=int(oldest.timestamp()) if oldest else None,
        deleted=feed.deleted,
        ttl=feed.ttl,
        push=feed.push,
    )


def _digested(entry):
    entry["noticed"] = content_digest(entry)
    return entry
