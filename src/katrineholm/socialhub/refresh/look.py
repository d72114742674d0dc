"""Ask one source and understand its answer: no database, no content."""

from collections.abc import Callable
from datetime import UTC, datetime

from ..core.feeds.model import Known, Reading
from ..core.feeds.reader import finish, receive, understand


def here(function: Callable, *args):
    """Call a function in this process."""
    return function(*args)


def look(feed_url: str, known: Known, now: int, *, run: Callable = here) -> Reading | None:
    """What a source says that is new; ``run`` calls the part that costs processor time.

    None where nothing at all is new. Raises FeedError.
    """
    moment = datetime.fromtimestamp(now, UTC)
    received = receive(feed_url, known, now=moment)
    if received is None or not received.body:
        return received and received.reading
    feed = run(understand, received.body, received.content_type, received.url, moment)
    return finish(received, feed)
