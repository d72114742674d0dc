"""What the tests of ``core/feeds`` have in common."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from katrineholm.socialhub.core.feeds import socket_limits
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.reader import parse_feed

NOW = datetime(2025, 10, 5, tzinfo=UTC)
URL = "https://feeds.example/dir/feed"
PUBLIC = "8.8.8.8"
DATA = Path(__file__).parents[2] / "data"
CERTIFICATE = DATA / "loopback.pem"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{}</entry></feed>'


def rss(items, *, head=""):
    """A feed at one home page with these items."""
    return parse_feed(
        f"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
        <channel><link>https://e.se/</link>{head}{items}</channel></rss>""".encode(),
        "",
        URL,
        NOW,
    )


def item(inner):
    (entry,) = rss(f"<item>{inner}</item>").entries
    return entry


def refusal(call, *args, **kwargs):
    with pytest.raises(FeedError) as caught:
        call(*args, **kwargs)
    return caught.value


class Wire:
    """Stands in for the Internet: every address leads to the test's server, and is noted."""

    def __init__(self, server, dead=()):
        self.server = server
        self.dead = dead
        self.dialled = []

    def __call__(self, ip, port, seconds):
        self.dialled.append((ip, port))
        if ip in self.dead:
            raise ConnectionRefusedError
        return socket_limits.connect("127.0.0.1", self.server.port, seconds)


def names(*answers):
    """A resolver that gives these answers in turn, the last one for ever."""
    left = list(answers)
    return lambda host: left.pop(0) if len(left) > 1 else left[0]


def load(name):
    return parse_feed((DATA / name).read_bytes(), "", URL, NOW)
