"""What a feed says in its many ways: links, titles, texts and languages."""

import pytest
from helpers.core.feeds import ATOM, item, load

from katrineholm.socialhub.core.feeds.reader import parse_feed

REL = 'rel="nofollow noopener noreferrer"'


def test_a_date_far_ahead_is_none_and_kept_as_written():
    asphalt = load("rss20.xml").entries[1]
    assert (asphalt.published, asphalt.dated) == (None, "Wed, 01 Jan 2099 00:00:00 GMT")


@pytest.mark.parametrize(
    ("inner", "link"),
    [
        ("<link>https://e.se/a</link><guid>https://e.se/b</guid>", "https://e.se/a"),
        ("<guid>https://e.se/b</guid>", "https://e.se/b"),
        ("<guid>12345</guid>", ""),
        ("<guid isPermaLink='true'>12345</guid>", "https://e.se/12345"),
        ("<guid>/2026/05/plogen.html</guid>", "https://e.se/2026/05/plogen.html"),
        ("<guid>nyhet/12?sida=2</guid>", "https://e.se/nyhet/12?sida=2"),
        ("<guid>?p=12</guid>", "https://e.se/?p=12"),
        ("<guid>tag:e.se,2026:/nyhet/12</guid>", ""),
        ("<guid>Nyhet 12/5 kl 8</guid>", ""),
        ("<guid isPermaLink='false'>/2026/plogen.html</guid>", ""),
        ("<guid isPermaLink='false'>https://e.se/b</guid>", ""),
        ("<link>javascript:alert(1)</link><guid>https://e.se/b</guid>", ""),
        (
            "<link>https://t.e/x</link><feedburner:origLink>https://e.se/x</feedburner:origLink>",
            "https://e.se/x",
        ),
        ("<link>a b</link>", "https://e.se/a%20b"),
        ("", ""),
    ],
)
def test_an_entrys_link_is_found(inner, link):
    assert item(f"<title>x</title>{inner}").link == link


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fika &amp; bullar", "Fika & bullar"),
        ("Fika &amp;amp; bullar", "Fika & bullar"),
        ("&lt;b&gt;Fet&lt;/b&gt; rubrik", "Fet rubrik"),
        ("<![CDATA[<i>Kursiv</i>]]>", "Kursiv"),
        ("1 &lt; 2", "1 < 2"),
        ("två\n  rader", "två rader"),
        ("x" * 600, "x" * 499 + "…"),
        ("Bakvänd \u202etext", "Bakvänd text"),
    ],
)
def test_titles_are_plain_text(title, expected):
    assert item(f"<title>{title}</title>").title == expected


def test_line_breaks_in_plain_descriptions_are_kept():
    html = item("<description>Rad ett\nrad två\n\nstycke https://e.se/x.</description>").html
    assert html == (
        f'<p>Rad ett<br>rad två</p><p>stycke <a href="https://e.se/x" {REL}>https://e.se/x</a>.</p>'
    )


@pytest.mark.parametrize(
    ("kind", "written", "html"),
    [
        ("markdown", "Hej **du**\n\n&lt;https://e.se/&gt; &amp;amp; b", "<p>Hej **du**</p><p>&lt;"),
        ("text/markdown", "Hej\nigen", "<p>Hej<br>igen</p>"),
        ("escaped", "&lt;p&gt;Hej &lt;b&gt;du&lt;/b&gt;&lt;/p&gt;", "<p>Hej <b>du</b></p>"),
        ("Markdown", "a &lt; b", "<p>a &lt; b</p>"),
        ("application/octet-stream", "SGVqIDxiPmR1PC9iPg==", "Hej <b>du</b>"),
        ("text/plain", "Hej &amp;lt;b&amp;gt;", "<p>Hej &lt;b&gt;</p>"),
        ("text/rtf", "Hej", "Hej"),
    ],
)
@pytest.mark.parametrize("element", ["content", "summary"])
def test_text_of_any_kind_is_kept(element, kind, written, html):
    written = f'<{element} type="{kind}">{written}</{element}>'
    (entry,) = parse_feed(ATOM.format(written).encode()).entries
    assert entry.html.startswith(html)


@pytest.mark.parametrize(
    ("inner", "language"),
    [
        ("<title>x</title>", "fi"),
        ('<title xml:lang="sv">x</title>', "sv"),
        ('<title xml:lang="sv">x</title><summary xml:lang="en">x</summary>', "en"),
        ('<title xml:lang="">x</title>', ""),
        ('<title>x</title><content xml:lang="">x</content>', ""),
        ('<title>x</title><content xml:lang="und">x</content>', ""),
        ('<link href="https://e.se/1"/>', "fi"),
    ],
)
def test_an_entry_has_the_language_of_its_text_or_else_of_its_title(inner, language):
    body = ATOM.format(inner).replace("<feed", '<feed xml:lang="fi"', 1)
    assert [entry.language for entry in parse_feed(body.encode()).entries] == [language]


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4"])
def test_a_file_in_an_entry_is_no_text(kind):
    (entry,) = parse_feed(ATOM.format(f'<content type="{kind}">iVBO</content>').encode()).entries
    assert (entry.html, entry.summary) == ("", "")
