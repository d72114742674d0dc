import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from helpers.core.feeds import DATA, NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Entry, Image, Media
from katrineholm.socialhub.core.feeds.reader import parse_feed

ONE = datetime(2025, 10, 2, 13, 0, tzinfo=UTC)
REL = 'rel="nofollow noopener noreferrer"'
VERSION = "https://jsonfeed.org/version/1"


def read(body):
    return parse_feed(body, "application/feed+json", "https://feeds.example/feed.json", NOW)


def items(*items):
    return read(json.dumps({"version": VERSION, "items": items}).encode()).entries


def raw(item):
    """The entries of a feed with one item as it is written."""
    return read(f'{{"version": "{VERSION}", "items": [{item}]}}'.encode()).entries


def test_every_field_is_read():
    feed = read((DATA / "jsonfeed.json").read_bytes())
    assert replace(feed, entries=feed.entries[:0]) == replace(
        feed,
        format="JSON Feed 1.1",
        title="Näringsliv",
        link="https://foretag.example/",
        language="sv",
        entries=(),
        complete=True,
    )
    assert replace(feed.entries[0], keys=()) == Entry(
        keys=(),
        id="17",
        link="https://foretag.example/nytt/17",
        title="Ny mässa <2025>",
        summary="Mässan är < gratis >",
        html=f'<p>Välkommen <a href="https://foretag.example/nytt/x" {REL}>hit</a></p>',
        published=ONE,
        updated=datetime(2025, 10, 3, 13, 0, tzinfo=UTC),
        dated="2025-10-02T15:00:00+02:00",
        author="Ada, Bo",
        categories=("mässa", "5"),
        language="sv-SE",
        images=(
            Image("https://foretag.example/bild.jpg"),
            Image("https://foretag.example/banner.jpg"),
        ),
        media=(
            Media("https://foretag.example/prat.mp3", "audio/mpeg"),
            Media("https://foretag.example/film.mp4", "video/mp4"),
        ),
    )


def test_an_entry_without_id_and_title_is_kept():
    entry = read((DATA / "jsonfeed.json").read_bytes()).entries[1]
    assert replace(entry, keys=()) == Entry(
        keys=(),
        title="1 < 2 & <script>",
        title_derived=True,
        summary="1 < 2 & <script>\nnytt #stycke",
        html="<p>1 &lt; 2 &amp; &lt;script&gt;</p><p>nytt #stycke</p>",
        published=ONE,
        dated="1759410000",
        categories=("stycke",),
        language="sv",
    )


def test_items_that_are_none_are_left_out_and_the_others_kept():
    titles = [entry.title for entry in read((DATA / "jsonfeed.json").read_bytes()).entries]
    assert titles == ["Ny mässa <2025>", "1 < 2 & <script>", "3.5"]


@pytest.mark.parametrize(
    ("item", "id"),
    [
        ({"id": 7}, "7"),
        ({"id": 7.5}, "7.5"),
        ({"id": "  sju "}, "sju"),
        ({"id": True, "title": "x"}, ""),
        ({"id": ["x"], "title": "x"}, ""),
        ({"title": "x"}, ""),
    ],
)
def test_ids_of_any_kind_become_text(item, id):
    assert items(item)[0].id == id


def test_a_number_of_five_thousand_digits_is_an_id_like_others():
    assert raw(f'{{"id": {"9" * 5000}}}')[0].id == "9" * 1000


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", '"\\ud800"', "null"])
def test_odd_values_do_no_harm(value):
    (entry,) = raw(f'{{"id": {value}, "title": {value}, "content_html": {value}}}')
    entry.title.encode()
    entry.id.encode()
    entry.html.encode()


def test_the_external_address_or_the_id_stands_in_for_the_link():
    both = items({"external_url": "https://a.example/"}, {"id": "https://b.example/"})
    assert [entry.link for entry in both] == ["https://a.example/", "https://b.example/"]


def test_an_update_stands_in_for_the_date():
    (entry,) = items({"id": 1, "date_modified": "2025-10-02T13:00:00Z"})
    assert (entry.published, entry.updated) == (ONE, ONE)


def test_the_newest_300_are_kept():
    feed = read(json.dumps({"version": VERSION, "items": [{"id": n} for n in range(301)]}).encode())
    assert (len(feed.entries), feed.complete) == (300, False)


@pytest.mark.parametrize("field", ["items", "title", "home_page_url", "language"])
@pytest.mark.parametrize("value", [None, 1, "x", [1], {"a": 1}])
def test_fields_of_another_kind_than_promised_do_no_harm(field, value):
    assert read(json.dumps({"version": VERSION, field: value}).encode()).entries == ()


@pytest.mark.parametrize("item", [{"authors": [1, {"name": 2}]}, {"author": "x"}, {"tags": {}}])
def test_items_of_another_shape_than_promised_are_kept(item):
    assert len(items({"id": 1, **item})) == 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "avbr',
    ],
)
def test_a_damaged_document_is_told(body):
    with pytest.raises(FeedError) as caught:
        read(body)
    assert caught.value.code == "bad_feed"
