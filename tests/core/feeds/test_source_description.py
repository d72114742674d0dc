import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.source_description import (
    Description,
    described_document,
    description_hash,
    description_json,
    expression_errors,
    parse_described_source,
    parse_description,
)

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
URL = "https://www.example.se/nyheter"
OF_PAGE = Description("page", "article", title="h2", text="p", picture="img")
OF_JSON = Description(
    *("json", "data.items"),
    link="join('', ['/n/', slug])",
    title="title.rendered",
    text="content",
    published="date",
    picture="image",
    author="by",
)
PAGE = (
    b'<html><article><h2>Bad</h2><p onclick="x()">Kom <script>x</script>hit</p>'
    b'<a href="/b">L</a></article></html>'
)
ITEM = {
    "slug": "bad",
    "title": {"rendered": "Bad"},
    "content": "Rad ett\n\nhttps://a.se/",
    "date": "2026-11-26T10:00:00Z",
    "image": "/b.jpg",
    "by": "Anna",
}
DATA = json.dumps({"data": {"items": [ITEM]}}).encode()


def feed(body, description=OF_PAGE):
    return parse_described_source(body, "", URL, NOW, description_json(description))


def code(body, description):
    with pytest.raises(FeedError) as refusal:
        feed(body, description)
    return refusal.value.code, refusal.value.values.get("field")


def test_what_a_page_says_is_cleaned_as_any_feed():
    (entry,) = feed(PAGE).entries
    assert (entry.title, entry.link, entry.html) == (
        *("Bad", "https://www.example.se/b", "<p>Kom hit</p>"),
    )


def test_json_is_read_as_it_was_described():
    (entry,) = feed(DATA, OF_JSON).entries
    assert (entry.title, entry.link, entry.author) == (
        *("Bad", "https://www.example.se/n/bad", "Anna"),
    )
    assert entry.summary == "Rad ett\nhttps://a.se/"
    assert entry.published == datetime(2026, 11, 26, 10, tzinfo=UTC)
    assert entry.images[0].src == "https://www.example.se/b.jpg"


@pytest.mark.parametrize(
    ("picture", "sources"),
    [
        ("/b.jpg", ["b.jpg"]),
        (["/b.jpg", "/c.jpg"], ["b.jpg", "c.jpg"]),
        ({"src": "/b.jpg", "alt": "B"}, ["b.jpg"]),
        ([{"src": "/b.jpg"}, 7, None], ["b.jpg"]),
        (7, []),
        (None, []),
    ],
)
def test_pictures_come_as_addresses_or_objects_one_or_several(picture, sources):
    data = json.dumps({"data": {"items": [ITEM | {"image": picture}]}}).encode()
    found = [image.src.rpartition("/")[2] for image in feed(data, OF_JSON).entries[0].images]
    assert found == sources


def test_a_text_with_tags_is_html_and_another_is_text():
    told = ("<b>A</b> &amp; B", "A < B & C")
    data = json.dumps({"data": {"items": [ITEM | {"content": each} for each in told]}}).encode()
    assert [entry.html for entry in feed(data, OF_JSON).entries] == [
        "<b>A</b> &amp; B",
        "<p>A &lt; B &amp; C</p>",
    ]


def test_json_may_stand_inside_a_page():
    page = b"<html><body><script id='d' type='application/json'>" + DATA + b"</script></body>"
    within = replace(OF_JSON, within="#d")
    assert feed(page, within).entries == feed(DATA, OF_JSON).entries
    assert code(PAGE, within) == ("no_items", None)
    assert code(b"<p id='d'>hej</p>", within) == ("bad_json", None)


def test_a_feed_is_read_as_one_whatever_was_described():
    rss = b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    for description in (OF_PAGE, OF_JSON):
        assert [entry.title for entry in feed(rss, description).entries] == ["A"]


@pytest.mark.parametrize(
    ("body", "description", "refusal"),
    [
        (b"", OF_PAGE, ("empty", None)),
        (b" \n", OF_JSON, ("empty", None)),
        (DATA, OF_PAGE, ("json_not_page", None)),
        (PAGE, OF_JSON, ("page_not_json", None)),
        (b"{", OF_JSON, ("bad_json", None)),
        (b"<html><p>x</p></html>", OF_PAGE, ("no_items", None)),
        (b'{"data": {}}', OF_JSON, ("no_items", None)),
        (b'{"data": {"items": {"a": 1}}}', OF_JSON, ("no_items", None)),
        (b"<html><article><b>x</b></article>", OF_PAGE, ("empty_items", None)),
        (b'{"data": {"items": [1, "a", [2]]}}', OF_JSON, ("empty_items", None)),
    ],
)
def test_what_does_not_fit_the_description_is_refused(body, description, refusal):
    assert code(body, description) == refusal


def test_json_without_items_is_an_empty_feed():
    assert feed(b'{"data": {"items": []}}', OF_JSON).entries == ()


def test_items_that_say_nothing_are_passed_over():
    body = PAGE.replace(b"</html>", b"<article><b>annons</b></article></html>")
    assert len(described_document(body, "", URL, NOW, OF_PAGE).drafts) == 1


EXPLODING = {
    "doubled again and again": "[@, @][]" + " | [@, @][]" * 100,
    "joined again and again": "to_string(`1`)" + " | join('', [@, @])" * 60,
    "many times the same lists": "[@, @, @, @][]"
    + " | [@, @, @, @]" * 20
    + " | @[][][][][][][][][]",
}


@pytest.mark.parametrize("name", EXPLODING)
@pytest.mark.parametrize("field", ["items", "title"])
def test_an_expression_that_explodes_is_stopped_at_its_field(name, field):
    description = replace(OF_JSON, **{field: EXPLODING[name]})
    assert (
        expression_errors({"form": "json", "items": description.items, "title": description.title})
        == {}
    )
    body = b'{"data": {"items": [{"slug": "a"}, {"slug": "b"}]}}'
    assert code(body, description) == ("mapping_excess", field)


def test_many_steps_together_are_too_many():
    items = [{"a": list(range(200))} for _number in range(5000)]
    description = Description("json", "@", title="a[?@ > `5` && @ < `2`] | [0]", link="'/x'")
    assert code(json.dumps(items).encode(), description) == ("mapping_excess", "title")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"form": "page", "items": "li", "title": "h2"}, {}),
        ({"form": "json", "items": "a.b[]", "link": "url"}, {}),
        ({"form": "page", "title": "h2"}, {"items": "no_selector"}),
        ({"form": "page", "items": "li"}, {"title": "nothing_told"}),
        ({"form": "page", "items": "li[", "text": "p"}, {"items": "bad_selector"}),
        (
            {"form": "json", "items": "a[", "title": "(" * 500, "link": "'"},
            {"items": "bad_expression", "title": "bad_expression", "link": "bad_expression"},
        ),
        ({"form": "json", "items": "a", "text": "b" * 2001}, {"text": "long_expression"}),
        (
            {"form": "json", "items": "a", "text": "b", "within": "p >"},
            {"within": "bad_selector"},
        ),
    ],
)
def test_each_fault_is_told_at_its_field(given, wrong):
    assert {name: fault.code for name, fault in expression_errors(given).items()} == wrong


def test_a_description_is_kept_as_text_and_has_a_mark():
    assert parse_description(description_json(OF_JSON)) == OF_JSON
    assert description_hash(description_json(OF_JSON)) != description_hash(
        description_json(OF_PAGE)
    )
