import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from helpers.core.feeds import DATA, NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.mapping import Mapping, is_expression, mapping_for_url
from katrineholm.socialhub.core.feeds.model import Entry, Image, Media
from katrineholm.socialhub.core.feeds.reader import parse_feed

AUTHOR = "https://api.example/xrpc/app.bsky.feed.getAuthorFeed?actor=kommunen.example"
REL = 'rel="nofollow noopener noreferrer"'
EVENTS = Mapping(
    entries="data.events",
    feed_title="data.name",
    id="nr",
    link="join('', ['/evenemang/', slug])",
    title="namn",
    html="text",
    published="start",
    images="bilder[].{src: @}",
    categories='"ämnen"',
)


def test_blueskys_author_feed_is_read_by_its_address():
    feed = parse_feed((DATA / "bluesky.json").read_bytes(), "", AUTHOR, NOW)
    first, pinned, film = (replace(entry, keys=()) for entry in feed.entries)
    assert (feed.format, feed.title, feed.link) == (
        *("Bluesky", "Kommunen", "https://bsky.app/profile/kommunen.example"),
    )
    assert first == Entry(
        keys=(),
        id="at://did:plc:abc/app.bsky.feed.post/3k1",
        link="https://bsky.app/profile/kommunen.example/post/3k1",
        title="Ny lekplats på Å!",
        title_derived=True,
        summary="Ny lekplats på Å! Läs mer på lek.example/ny… #lekplats\nVälkommen",
        html="<p>Ny lekplats på Å! Läs mer på "
        f'<a href="https://lek.example/nyheter" {REL}>lek.example/ny…</a> #lekplats</p>'
        "<p>Välkommen</p>",
        published=datetime(2025, 10, 2, 13, 0, tzinfo=UTC),
        dated="2025-10-02T13:00:00.000Z",
        author="Kommunen",
        categories=("lekplats", "extra"),
        language="sv",
        images=(
            Image("https://cdn.example/f1", "En gunga", 1200, 900),
            Image("https://cdn.example/f2"),
        ),
    )
    assert (pinned.author, pinned.summary) == ("kommunen.example", "Fäst inlägg\nLäs <allt>")
    assert pinned.images == (Image("https://cdn.example/kort", "Läs <allt>"),)
    assert film.images == (Image("https://video.example/t.jpg", "En film om snö"),)
    assert film.media == (Media("https://video.example/p.m3u8", "application/x-mpegurl"),)


def test_reposts_and_authors_who_want_no_strangers_are_left_out():
    feed = parse_feed((DATA / "bluesky.json").read_bytes(), "", AUTHOR, NOW)
    assert [entry.id.rpartition("/")[2] for entry in feed.entries] == ["3k1", "3k3", "3k4"]


@pytest.mark.parametrize(
    "marks",
    [
        [{"start": 0, "end": 99, "href": "https://e.se/"}],
        [{"start": 3, "end": 1, "href": "https://e.se/"}],
        [{"start": -1, "end": 2, "href": "https://e.se/"}],
        [{"start": "0", "end": 2, "href": "https://e.se/"}],
        [{"start": 0, "end": 2, "href": None}, 5, None],
        "x",
    ],
)
def test_marks_that_do_not_fit_are_left_out(marks):
    mapping = Mapping(entries="@", text="text", marks="marks")
    body = json.dumps([{"text": "Hej", "marks": marks}]).encode()
    assert parse_feed(body, "", "https://e.se/", NOW, mapping).entries[0].html == "<p>Hej</p>"


def test_any_json_is_read_through_a_mapping():
    data = {
        "data": {
            "name": "Evenemang",
            "events": [
                {
                    "nr": 5,
                    "slug": "konsert",
                    "namn": "Konsert <i>",
                    "text": "<p onclick=x>Fri entré</p>",
                    "start": "2025-10-02T15:00:00+02:00",
                    "bilder": ["/b.jpg"],
                    "ämnen": ["musik"],
                },
                None,
                {"nr": 6, "namn": {"sv": "x"}, "bilder": "fel"},
            ],
        }
    }
    feed = parse_feed(json.dumps(data).encode(), "", "https://e.se/api", NOW, EVENTS)
    first, second = (replace(entry, keys=()) for entry in feed.entries)
    assert (feed.format, feed.title) == ("JSON", "Evenemang")
    assert first == Entry(
        keys=(),
        id="5",
        link="https://e.se/evenemang/konsert",
        title="Konsert <i>",
        summary="Fri entré",
        html="<p>Fri entré</p>",
        published=datetime(2025, 10, 2, 13, 0, tzinfo=UTC),
        dated="2025-10-02T15:00:00+02:00",
        categories=("musik",),
        images=(Image("https://e.se/b.jpg"),),
    )
    assert second == Entry(keys=(), id="6", title_derived=True)


def test_json_without_the_list_is_no_feed():
    with pytest.raises(FeedError) as caught:
        parse_feed(b'{"error": "x"}', "", AUTHOR, NOW)
    assert caught.value.code == "not_a_feed"


@pytest.mark.parametrize("expression", ["a[", "(((", "x" * 3000, 5, "!" * 1900])
def test_an_expression_that_cannot_be_read_is_none(expression):
    assert not is_expression(expression)


@pytest.mark.parametrize(
    ("url", "known"),
    [
        (AUTHOR, True),
        ("https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed", True),
        ("https://e.se/?/xrpc/app.bsky.feed.getAuthorFeed", False),
        ("https://e.se/feed.json", False),
    ],
)
def test_an_address_tells_its_mapping(url, known):
    assert (mapping_for_url(url) is not None) is known
