import time
from functools import partial

import pytest

from katrineholm.socialhub.core.feeds.discovery import (
    Candidate,
    feed_candidates,
    find_usual_feed,
    looks_like_feed,
    page_generator,
    usual_feed_urls,
)
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.response import Response
from katrineholm.socialhub.core.feeds.retrieval import fetch_url

PAGE = "https://example.com/blogg/"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"


def named(head, url=PAGE):
    return feed_candidates(head.encode(), url)


@pytest.mark.parametrize(
    ("link", "candidate"),
    [
        (
            '<link rel="alternate" type="application/rss+xml" title="Nytt" href="/feed/">',
            Candidate("https://example.com/feed/", "Nytt", RSS),
        ),
        (
            "<LINK HREF=feed.xml TYPE=Application/Atom+XML REL='home Alternate'/>",
            Candidate("https://example.com/blogg/feed.xml", "", ATOM),
        ),
        (
            '<link\n rel = "alternate"\n type="application/feed+json; charset=utf-8" href="?f=1">',
            Candidate("https://example.com/blogg/?f=1", "", "application/feed+json"),
        ),
        (
            '<link rel=alternate type=application/json href="/feed.json">',
            Candidate("https://example.com/feed.json", "", "application/json"),
        ),
        (
            '<link rel="alternate" type="application/rss+xml" title="A &amp; &Ouml; &#229;"'
            ' href="/f?a=1&amp;b=2&copy=3">',
            Candidate("https://example.com/f?a=1&b=2&copy=3", "A & Ö å", RSS),
        ),
        (
            '<link rel="alternate" type="application/rss+xml" href="//other.example/f">',
            Candidate("https://other.example/f", "", RSS),
        ),
        (
            '<link rel="alternate" type="application/rss+xml" title="a > b" href="/f">',
            Candidate("https://example.com/f", "a > b", RSS),
        ),
        (
            '<link rel="feed" type="text/xml" href="/f">',
            Candidate("https://example.com/f", "", "text/xml"),
        ),
    ],
)
def test_a_feed_that_the_page_names_is_found(link, candidate):
    assert named(f"<html><head>{link}</head>") == [candidate]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="application/rss+xml" href="/f">',
        '<link rel="alternate" hreflang="en" href="/en">',
        '<link rel="alternate" type="text/html" href="/en">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">',
        '<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="feed:https://example.com/f">',
        '<link rel="alternate" type="application/rss+xml" href="http://[">',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/f"> -->',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/f">',
        "<script>'<link rel=alternate type=application/rss+xml href=/f>'</script>",
        "<title><link rel=alternate type=application/rss+xml href=/f></title>",
        '<link rel="alternate" type="application/rss+xml" href="/f"',
        "<linked rel=alternate type=application/rss+xml href=/f>",
        '<a rel="alternate" type="application/rss+xml" href="/f">',
    ],
)
def test_what_is_no_feed_of_the_page_is_left_out(link):
    assert named(link) == []


def test_the_order_is_kept_doubles_are_dropped_and_comments_come_last():
    head = "".join(
        f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'
        for kind, title, href in (
            (RSS, "Kommentarer", "/b"),
            (RSS, "", "/comments/feed/"),
            (RSS, "Nytt", "/feed/"),
            (ATOM, "Igen", "/feed/#top"),
            (ATOM, "Atom", "/atom.xml"),
        )
    )
    paths = [candidate.url.removeprefix("https://example.com") for candidate in named(head)]
    assert paths == ["/feed/", "/atom.xml", "/b", "/comments/feed/"]


def test_relative_addresses_go_by_the_pages_first_base():
    link = '<link rel="alternate" type="application/rss+xml" href="f">'
    head = f'<base target="_top"><base href="/nytt/"><base href="/annat/">{link}'
    assert named(head) == [Candidate("https://example.com/nytt/f", "", RSS)]


def test_a_title_in_a_legacy_charset_is_read():
    link = '<link rel="alternate" type="application/rss+xml" title="Räksmörgås" href="/f">'
    titles = [
        feed_candidates(link.encode(charset), PAGE)[0].title
        for charset in ("cp1252", "utf-8", "utf-16")
    ]
    assert titles == ["Räksmörgås"] * 3


@pytest.mark.parametrize(
    ("head", "tool"),
    [
        (b'<meta name="Generator" content="WordPress 6.8.1">', "WordPress 6.8.1"),
        (b"<meta name=robots content=x><meta content='Ghost 5' name=generator>", "Ghost 5"),
        (b'<!-- <meta name="generator" content="x"> -->', ""),
        (b"<meta name=generator>", ""),
    ],
)
def test_a_page_says_what_it_is_made_with(head, tool):
    assert page_generator(head) == tool


def test_usual_places_are_below_the_page_and_at_the_root():
    assert usual_feed_urls("https://example.com/blogg?x=1") == (
        "https://example.com/blogg/feed/",
        "https://example.com/blogg/RSS",
        "https://example.com/feed/",
        "https://example.com/feed.xml",
        "https://example.com/rss.xml",
        "https://example.com/atom.xml",
        "https://example.com/index.xml",
        "https://example.com/feed.json",
        "https://example.com/RSS",
    )
    assert (
        len(usual_feed_urls("https://example.com/"))
        == len(usual_feed_urls("https://example.com"))
        == 7
    )


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", True),
        (b"\xef\xbb\xbf \n<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        (b"<rdf:RDF>", True),
        (b"<atom:feed>", True),
        ("<rss>".encode("utf-16"), True),
        (b"<CHANNEL HREF='a'>", True),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', True),
        (b'{"version": 1}', False),
        (b"<!DOCTYPE html><html><link rel=alternate>", False),
        (b"<opml>", False),
        (b"", False),
    ],
)
def test_a_feed_is_told_by_its_beginning(body, verdict):
    assert looks_like_feed(body) is verdict


class Site:
    """Answers from a table of path → (status, body), or raises what stands there."""

    def __init__(self, pages):
        self.pages = pages
        self.asked = []

    def __call__(self, url, **kwargs):
        path = url.removeprefix("https://example.com")
        self.asked.append(path)
        found = self.pages.get(path, (404, b""))
        if isinstance(found, FeedError):
            raise found
        return Response(url, found[0], body=found[1])


FEED = (200, b"<rss/>")


@pytest.mark.parametrize(
    ("pages", "found", "asked"),
    [
        ({"/rss.xml": FEED}, "https://example.com/rss.xml", 3),
        (
            {"/feed/": (500, b"<rss/>"), "/feed.xml": (200, b"<p>"), "/RSS": FEED},
            "https://example.com/RSS",
            7,
        ),
    ],
)
def test_the_first_usual_place_with_a_feed_is_taken(pages, found, asked):
    site = Site(pages)
    assert find_usual_feed("https://example.com/", get=site).url == found
    assert len(site.asked) == asked


@pytest.mark.parametrize("first", [(429, b""), (503, b""), FeedError("too_slow", seconds=5)])
def test_a_server_that_wants_peace_is_not_asked_for_more_places(first):
    site = Site({"/feed/": first, "/RSS": FEED})
    assert find_usual_feed("https://example.com/", get=site) is None
    assert site.asked == ["/feed/"]


def test_a_site_without_a_feed_has_none_at_the_usual_places():
    assert find_usual_feed("https://example.com/", get=Site({})) is None


def test_a_usual_place_is_found_over_the_wire(server):
    server.says("/feed/", b"", 302, Location="/blogg/")
    server.says("/blogg/", b"<rss/>")
    answer = find_usual_feed(server.url(), get=partial(fetch_url, networks=server.networks))
    assert (answer.url, answer.body) == (server.url("/blogg/"), b"<rss/>")


@pytest.mark.parametrize(
    "piece",
    [
        *(b"<", b"<!--", b"<!-->", b"<link", b"<link ", b'<link a="', b"<link a='\"", b"<script>"),
        *(b"</", b"<title", b"<style>a</style ", b"<base href=a>", b"<link rel=feed href=a>"),
    ],
)
def test_five_megabytes_of_anything_take_no_longer_than_their_size(piece):
    started = time.process_time()
    assert feed_candidates(piece * (5 * 2**20 // len(piece)), PAGE) == []
    assert time.process_time() - started < 3


@pytest.mark.parametrize("inside", [b"a=", b"a ", b"&a", b'"', b"'", b"=", b"/"])
def test_a_tag_of_five_megabytes_takes_no_longer_than_its_size(inside):
    started = time.process_time()
    feed_candidates(b"<link " + inside * (5 * 2**20 // len(inside)) + b">", PAGE)
    assert time.process_time() - started < 3
