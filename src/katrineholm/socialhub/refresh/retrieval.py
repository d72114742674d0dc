"""Retrieval of one source and parsing of its answer, without access to the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ..core.feeds import source_description
from ..core.feeds.model import FeedState, Reading
from ..core.feeds.reader import finish_retrieval, retrieve_feed
from ..site.pages.parser_calls import run_here
from . import parser_tasks


def retrieve(
    feed_url: str,
    known: FeedState,
    now: int,
    *,
    run: Callable = run_here,
    understand: Callable = parser_tasks.document_feed,
) -> Reading | None:
    """Return the news of a source, or None if it is unchanged. Raise FeedError.

    ``run`` calls ``understand``, which parses a document, perhaps in another process.
    """
    moment = datetime.fromtimestamp(now, UTC)
    received = retrieve_feed(feed_url, known, now=moment)
    if received is None:
        return None
    if not received.body:
        return received.reading
    feed = run(understand, received.body, received.content_type, received.url, moment)
    return finish_retrieval(received, feed)


def retrieve_described(
    kept: str, feed_url: str, known: FeedState, now: int, *, run: Callable = run_here
) -> Reading | None:
    """Return the news of a source with the description ``kept``, or None. Raise FeedError.

    The stored digest starts with a hash of the description, so that the source is read in full
    after the description has changed.
    """
    moment, mark = datetime.fromtimestamp(now, UTC), source_description.description_hash(kept)
    is_same = known.digest.startswith(mark)
    before = replace(known, digest=known.digest.removeprefix(mark)) if is_same else FeedState()
    received = retrieve_feed(feed_url, before, now=moment)
    if received is None:
        return None
    reading = received.reading
    if received.body:
        parts = received.body, received.content_type, received.url, moment, kept
        reading = finish_retrieval(received, run(parser_tasks.described_feed, *parts))
    return replace(reading, known=replace(reading.known, digest=mark + reading.known.digest))
