"""What a parser process is asked for. Imports no Plone and no database: it stays small."""

from dataclasses import replace

from ..core.feeds import described, reader
from ..core.feeds.model import Feed
from ..core.feeds.plain import plain
from ..core.timeline.prints import content_digest


def understand(*document) -> Feed:
    """The feed in a document, see ``reader.understand``, with each entry's digest."""
    return _digested(reader.understand(*document))


def understand_described(*document) -> Feed:
    """The same of a source that the office has described, see ``described.understand``."""
    return _digested(described.understand(*document))


def _digested(feed):
    entries = (replace(each, noticed=content_digest(plain(each))) for each in feed.entries)
    return replace(feed, entries=tuple(entries))
