"""What is asked of a hub, and whether a push is its own."""

import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from katrineholm.socialhub.core.feeds.model import Push
from katrineholm.socialhub.core.feeds.reader import finish_retrieval, parse_feed, retrieve_feed
from katrineholm.socialhub.core.feeds.response import Headers, Response
from katrineholm.socialhub.core.feeds.websub import (
    DAY,
    LEASE,
    LONGEST,
    METHODS,
    SHORTEST,
    has_valid_signature,
    hub_in_header,
    lease_seconds,
    publication_form,
    subscription_form,
)

BODY = "<rss>åäö</rss>".encode()


def signed(method="sha256", secret="s3cret", body=BODY):
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


def test_a_subscription_is_a_form():
    form = parse_qs(
        subscription_form("https://x.se/rss?a=å&b", "https://hub.se/@@websub/k", "s").decode()
    )
    assert form == {
        "hub.mode": ["subscribe"],
        "hub.topic": ["https://x.se/rss?a=å&b"],
        "hub.callback": ["https://hub.se/@@websub/k"],
        "hub.lease_seconds": [str(LEASE)],
        "hub.secret": ["s"],
    }


def test_a_publication_names_the_topic_as_old_hubs_and_as_new_ones_call_it():
    topic = ["https://x.se/rss"]
    assert parse_qs(publication_form(topic[0]).decode()) == {
        "hub.mode": ["publish"],
        "hub.url": topic,
        "hub.topic": topic,
    }


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (str(DAY), DAY),
        ("1", SHORTEST),
        ("999999999", LONGEST),
        ("9" * 5000, LEASE),
        ("", LEASE),
        ("-5", LEASE),
        ("²", LEASE),
        ("tio", LEASE),
    ],
)
def test_a_lease_is_believed_within_bounds(given, seconds):
    assert lease_seconds(given) == seconds


@pytest.mark.parametrize("method", METHODS)
def test_a_hubs_own_push_is_known_by_any_of_the_methods(method):
    assert has_valid_signature(signed(method), ["s3cret"], BODY)
    assert has_valid_signature(signed(method).upper(), ["other", "s3cret"], BODY)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha256",
        "sha256=",
        "=",
        signed(secret="guessed"),
        signed(body=b"another"),
        signed()[:-1],
        signed("md5"),
        signed().replace("sha256", "sha512"),
        signed().replace("sha256=", "sha256=å"),
        f"{signed()}, {signed()}",
    ],
)
def test_whatever_is_not_signed_by_the_hub_is_forged(header):
    assert not has_valid_signature(header, ["s3cret"], BODY)


def test_nothing_is_signed_without_a_secret():
    assert not has_valid_signature(signed(), [], BODY)


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
