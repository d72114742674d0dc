"""What a feed says of its hub (WebSub)."""

from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.headers import Headers
from katrineholm.socialhub.core.feeds.model import Push
from katrineholm.socialhub.core.feeds.reader import finish_retrieval, parse_feed, retrieve_feed
from katrineholm.socialhub.core.feeds.response import Response
from katrineholm.socialhub.core.feeds.websub_hub import hub_in_header

URL = "https://blogg.example.se/feed"
NOW = datetime(2026, 5, 4, tzinfo=UTC)
TOLD = Push("https://hub.example.se/", "https://blogg.example.se/rss")
RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>B</title>
{links}<item><guid>1</guid><title>A</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title>{links}
<entry><id>1</id><title>A</title></entry></feed>"""
LINK = '<{prefix}link rel="{rel}" href="{href}"/>'


def links(prefix="", **addresses):
    return "".join(LINK.format(prefix=prefix, rel=rel, href=addresses[rel]) for rel in addresses)


BOTH = {"hub": TOLD.hub, "self": TOLD.topic}


@pytest.mark.parametrize(
    ("document", "push"),
    [
        (RSS.format(links=links("atom:", **BOTH)), TOLD),
        (ATOM.format(links=links(**BOTH)), TOLD),
        (ATOM.format(links=links(hub="/hub")), Push("https://blogg.example.se/hub", URL)),
        (ATOM.format(links=links(self=TOLD.topic)), None),
        (ATOM.format(links=links(hub="javascript:alert(1)")), None),
        (RSS.format(links=""), None),
        (
            '{"version": "https://jsonfeed.org/version/1.1", "title": "B", "items": [], '
            '"feed_url": "https://blogg.example.se/rss", "hubs": ['
            '{"type": "rssCloud", "url": "https://cloud.example.se/"}, 7, '
            '{"type": "WebSub", "url": "https://hub.example.se/"}]}',
            TOLD,
        ),
        ('{"version": "https://jsonfeed.org/version/1.1", "hubs": {"type": 1}}', None),
    ],
)
def test_a_feed_tells_of_its_hub(document, push):
    assert parse_feed(document.encode(), url=URL, now=NOW).push == push


@pytest.mark.parametrize(
    ("header", "push"),
    [
        ('<https://hub.example.se/>; rel="hub", <https://blogg.example.se/rss>; rel=self', TOLD),
        ('<https://hub.example.se/>;rel="x HUB",</rss>; title="a, b; c" ; rel="self"', TOLD),
        ("<https://hub.example.se/>; rel=hub", Push(TOLD.hub, URL)),
        ("<https://blogg.example.se/rss>; rel=self", None),
        ('<https://hub.example.se/>; rel="next"', None),
        ("<ftp://hub.example.se/>; rel=hub", None),
        ("<" * 100_000, None),
        ("<a>;" + " " * 100_000, None),
        ("", None),
    ],
)
def test_a_header_tells_of_it(header, push):
    assert hub_in_header(header, URL) == push


def test_a_header_counts_before_the_feed():
    body = ATOM.format(links=links(hub="https://other.example.se/")).encode()
    headers = Headers({"Link": f'<{TOLD.hub}>; rel="hub", <{TOLD.topic}>; rel="self"'})
    answer = Response(URL, 200, headers, body)
    received = retrieve_feed(URL, now=NOW, ask=lambda *_given, **_more: answer)
    assert finish_retrieval(received, parse_feed(body, url=URL, now=NOW)).push == TOLD
