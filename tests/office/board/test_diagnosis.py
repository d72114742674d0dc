"""What the feed doctor finds in a feed that can be read, and what it says of refusals."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.model import Entry, Feed, Image
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.feeds.response import Headers, Response
from katrineholm.socialhub.office.board.diagnosis import feed_faults

URL = "https://blogg.example.se/rss"
XML = "application/rss+xml"


def entry(number, **changes):
    link = f"https://blogg.example.se/{number}"
    values = {"id": link, "link": link, "title": "T", "summary": "Text", "dated": "2026-05-01"}
    day = datetime(2026, 5, number % 28 or 1, tzinfo=UTC)
    return Entry(**{"keys": (link,), "published": day} | values | changes)


def feed(*entries, **changes):
    return Feed(**{"format": "RSS 2.0", "entries": entries or WHOLE} | changes)


def answer(body=b"<rss/>", url=URL, moved_to="", **headers):
    lines = {"content-type": XML, "etag": '"1"'} | headers
    return Response(url, 200, Headers(lines), body, moved_to)


WHOLE = tuple(entry(number) for number in range(1, 11))


def codes(feed, answer, feed_url=URL):
    return [fault.code for fault in feed_faults(feed_url, feed, answer)]


def test_nothing_is_wrong_with_a_good_feed():
    assert codes(feed(), answer()) == []


def described(alt):
    return (*WHOLE[1:], entry(99, images=(Image("https://blogg.example.se/a.jpg", alt),)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Feed("RSS 2.0"), ["no_entries"]),
        (feed(complete=False), ["cut"]),
        (feed(*(replace(each, published=None, dated="") for each in WHOLE)), ["no_dates"]),
        (feed(*WHOLE[1:], replace(WHOLE[0], published=None, dated="")), []),
        (feed(*WHOLE[1:], replace(WHOLE[0], published=None, dated="i går")), ["bad_dates"]),
        (feed(*(replace(each, link="") for each in WHOLE)), ["no_links"]),
        (feed(*(replace(each, id="") for each in WHOLE)), ["no_ids"]),
        (feed(*WHOLE[1:], replace(WHOLE[0], id=WHOLE[1].id)), ["same_ids"]),
        (feed(*(replace(each, summary="") for each in WHOLE)), ["no_text"]),
        (feed(*WHOLE[:2]), ["few"]),
        (feed(*described(None)), ["no_alt"]),
        (feed(*described("")), []),
        (feed(*described("En bild")), []),
    ],
)
def test_what_the_entries_lack_is_told(found, expected):
    assert codes(found, answer()) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"url": "http://blogg.example.se/rss"}, ["moved", "http_only"]),
        ({"url": "https://blogg.example.se/nytt"}, ["moved"]),
        ({"moved_to": "https://blogg.example.se/nytt"}, ["moved"]),
        ({"etag": ""}, ["no_validators"]),
        ({"etag": "", "last-modified": "Mon, 01 Jun 2026 10:00:00 GMT"}, []),
        ({"content-type": "text/html; charset=utf-8"}, ["content_type"]),
        ({"body": b"<rss>" + b" " * 1_000_001}, ["heavy"]),
    ],
)
def test_what_the_server_does_wrong_is_told(given, expected):
    assert codes(feed(), answer(**given)) == expected


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("<rss>åäö</rss>".encode(), XML, []),
        ("<rss>åäö</rss>".encode("latin-1"), XML, ["charset"]),
        ("<rss>åäö</rss>".encode("latin-1"), f"{XML}; charset=iso-8859-1", []),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><rss>å'.encode("latin-1"), XML, []),
        ('<?xml version="1.0" encoding="UTF-8"?><rss>å'.encode("latin-1"), XML, ["charset"]),
        ("<rss>åäö</rss>".encode("utf-16"), XML, []),
        ("<rss>åäö</rss>".encode().decode("latin-1").encode(), XML, ["charset"]),
    ],
)
def test_a_charset_is_wrong_where_it_is_not_the_one_that_is_said(body, kind, expected):
    assert codes(feed(), answer(body, **{"content-type": kind})) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<item><link>/2026/ett</link>", ["relative_links"]),
        (b"<item><link> ett.html </link>", ["relative_links"]),
        (b"<item><link>https://blogg.example.se/ett</link>", []),
        (b"<item><guid>a/1</guid><link></link>", []),
        (b'<entry><link href="/ett"/>', ["relative_links"]),
        (b'<entry><link rel="alternate" href="https://blogg.example.se/ett"/>', []),
    ],
)
def test_addresses_that_are_not_whole_are_told(body, expected):
    assert codes(feed(), answer(body)) == expected


def test_the_gravest_fault_comes_first():
    bad = feed(*(replace(each, id="", published=None, dated="") for each in WHOLE[:2]))
    assert codes(bad, answer()) == ["no_dates", "no_ids", "few"]


def test_a_document_of_many_faults_is_told_of_as_it_came():
    body = (
        "<rss version='2.0'><channel><title>Å</title><item><title>Utan allt</title></item>"
        "<item><title>B</title><link>/b</link></item></channel></rss>"
    ).encode("latin-1")
    found = parse_feed(body, "text/html", URL)
    said = codes(found, answer(body, **{"content-type": "text/html", "etag": ""}))
    assert said == [
        "no_dates",
        "no_links",
        "no_ids",
        "no_text",
        "few",
        "relative_links",
        "charset",
        "content_type",
        "no_validators",
    ]
