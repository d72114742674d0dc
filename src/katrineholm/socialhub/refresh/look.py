"""Ask one source and understand its answer: no database, no content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from ..feeds.errors import FeedError
from ..feeds.model import Known, Reading
from ..feeds.reader import finish, receive, understand


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking gave: an error, a reading, or neither where nothing at all is new."""

    reading: Reading | None = None
    error: FeedError | None = None


def here(function: Callable, *args):
    """Call a function in this process."""
    return function(*args)


def look(feed_url: str, known: Known, now: int, *, run: Callable = here) -> Outcome:
    """What a channel's source says now; ``run`` calls the part that costs processor time."""
    try:
        return Outcome(_reading(feed_url, known, datetime.fromtimestamp(now, UTC), run))
    except FeedError as error:
        return Outcome(error=error)


def _reading(feed_url, known, now, run):
    received = receive(feed_url, known, now=now)
    if received is None or not received.body:
        return received and received.reading
    feed = run(understand, received.body, received.content_type, received.url, now)
    return finish(received, feed)
