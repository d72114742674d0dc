from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.draft import MOST_ENTRIES
from katrineholm.socialhub.core.feeds.html_page import embedded_text, is_selector, page_document
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.feeds.source_description import FIELDS

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
URL = "https://www.example.se/nyheter/lista"
SHOWN = """<!doctype html><html lang="sv"><head><title>Nyheter  från
 bolaget</title></head><body>
<article class="news"><h2><a href="/nyheter/bad">Badet <em>öppnar</em></a></h2>
<time datetime="2026-11-26T10:15">i går</time><p class="lead">Kom &amp; bada.</p>
<p class="lead">Varmt.</p><img data-src="bilder/bad.jpg" src="data:image/gif;base64,R0" alt="Badet">
<span class="by">Anna Ek</span></article>
<article class="news"><a href="javascript:alert(1)">x</a><a href="../arkiv">Arkivet</a>
<p class="date">Publicerad: 24 november 2026 kl. 9.05</p></article>
</body></html>"""


def read(source=SHOWN, url=URL, **selectors):
    return page_document(source, dict.fromkeys(FIELDS, "") | selectors, url, NOW)


def test_a_page_is_read_as_it_was_described():
    found = read(
        items="article.news",
        title="h2",
        text=".lead",
        published="time",
        picture="img",
        author=".by",
    )
    first, second = found.drafts
    assert (found.format, found.title, found.language, found.link, found.whole) == (
        *("HTML", "Nyheter från bolaget", "sv", URL, True),
    )
    assert (first.title, first.link, first.author) == (
        *("Badet öppnar", "https://www.example.se/nyheter/bad", "Anna Ek"),
    )
    assert first.html == '<p class="lead">Kom &amp; bada.</p><p class="lead">Varmt.</p>'
    assert first.published == datetime(2026, 11, 26, 9, 15, tzinfo=UTC)
    assert first.images == [Image("https://www.example.se/nyheter/bilder/bad.jpg", "Badet")]
    assert (second.title, second.link) == ("", "https://www.example.se/arkiv")


@pytest.mark.parametrize(
    ("selector", "when", "dated"),
    [
        ("time", datetime(2026, 11, 26, 9, 15, tzinfo=UTC), "2026-11-26T10:15"),
        ("time@datetime", datetime(2026, 11, 26, 9, 15, tzinfo=UTC), "2026-11-26T10:15"),
        ("h2", None, "Badet öppnar"),
        (".none", None, ""),
    ],
)
def test_a_date_is_read_from_an_attribute_or_from_words(selector, when, dated):
    first = read(items="article", published=selector).drafts[0]
    assert (first.published, first.dated) == (when, dated)


def test_a_date_stands_somewhere_in_a_swedish_text():
    second = read(items="article", published=".date").drafts[1]
    assert second.published == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


def test_an_attribute_counts_where_it_is_named_also_the_items_own():
    source = '<ul><li data-url="/a" title="Ett">x</li><li data-url="/b" title="Två">y</li></ul>'
    found = read(source, items="li", link="@data-url", title="@title", text="li")
    assert [(each.link, each.title) for each in found.drafts] == [
        ("https://www.example.se/a", "Ett"),
        ("https://www.example.se/b", "Två"),
    ]
    assert found.drafts[0].html == '<li data-url="/a" title="Ett">x</li>'


def test_an_item_may_be_the_link_itself():
    found = read('<a class="n" href="?id=7">Sju</a>', items="a.n", title="a.n")
    assert [(each.link, each.title) for each in found.drafts] == [(f"{URL}?id=7", "Sju")]


def test_links_are_resolved_against_the_base_that_a_page_names():
    found = read('<base href="/rot/"><p><a href="a">A</a>', items="p")
    assert found.drafts[0].link == "https://www.example.se/rot/a"


def test_ten_thousand_items_are_cut():
    found = read("<p>x</p>" * 10_000, items="p", text="p")
    assert (len(found.drafts), found.whole) == (MOST_ENTRIES, False)


@pytest.mark.parametrize("source", ["", " ", "<!-- x -->", "bara text", "<p"])
def test_a_page_with_nothing_has_no_items(source):
    assert read(source, items="article").drafts == []


@pytest.mark.parametrize(
    "selector",
    ["", "a", "h2 > a[href^='/n']", "time@datetime", "@href", "li:nth-child(2n+1)", ":is(h2, h3)"],
)
def test_a_selector_can_be_read(selector):
    assert is_selector(selector)


@pytest.mark.parametrize(
    "selector",
    ["a[", "a >", "::before", "a:hover(", ")", "a" * 501, None, 7, "a:frob", "(" * 400, "x|y|z"],
)
def test_what_is_no_selector_is_told(selector):
    assert not is_selector(selector)


def test_data_that_a_page_carries_along_is_found():
    source = '<p>x</p><script id="d" type="application/json"> {"a": "<b>&amp;"} </script>'
    assert embedded_text(source, "script#d") == '{"a": "<b>&amp;"}'
    assert embedded_text(source, "script#e") == ""
    assert embedded_text("", "script") == ""
