"""A mail as HTML: the same words, nothing executed, nothing fetched."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.site.graphics.mail_html import mail_page, text_html
from katrineholm.socialhub.site.graphics.tokens import FONTS, PLACEHOLDER, Tokens, dark_tokens

DIGEST = """Du svarar för de här kanalerna i dag.

Bloggen (Kulturförvaltningen)
- Flödet svarar inte (403).
- Ingen ersättare.
Bekräfta: https://katrineholm.se/@@confirm?a=1&b=2
https://katrineholm.se/bloggen

Lägestavlan: https://katrineholm.se/@@board.
"""
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "div", "p", "h1", "ul", "li", "a", "br"),
}


def dress(text, subject="Läget", **options):
    values = {"tokens": PLACEHOLDER, "sender": "Katrineholms kommun", "language": "sv"}
    values |= options
    return mail_page(subject, text_html(text, values["tokens"]), **values)


def content(text):
    page = dress(text)
    return re.sub(
        r' style="[^"]*"', "", page[page.index("</h1>") + 5 : page.index("</div>")]
    ).strip()


def test_a_mail_has_the_same_paragraphs_lists_and_links():
    url = "https://katrineholm.se/@@confirm?a=1&amp;b=2"
    assert content(DIGEST).splitlines() == [
        "<p>Du svarar för de här kanalerna i dag.</p>",
        "<p>Bloggen (Kulturförvaltningen)</p>",
        "<ul><li>Flödet svarar inte (403).</li><li>Ingen ersättare.</li></ul>",
        f'<p>Bekräfta: <a href="{url}">{url}</a><br>'
        '<a href="https://katrineholm.se/bloggen">https://katrineholm.se/bloggen</a></p>',
        '<p>Lägestavlan: <a href="https://katrineholm.se/@@board">https://katrineholm.se/@@board'
        "</a>.</p>",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "<p></p>"),
        ("Hej\r\n\r\nDå", "<p>Hej</p>\n<p>Då</p>"),
        ("- Ett\n- Två", "<ul><li>Ett</li><li>Två</li></ul>"),
        ("(https://a.se/b)", '<p>(<a href="https://a.se/b">https://a.se/b</a>)</p>'),
        ("<i> https://a.se/", '<p>&lt;i&gt; <a href="https://a.se/">https://a.se/</a></p>'),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("<b>fet</b> & {språk}", "<p>&lt;b&gt;fet&lt;/b&gt; &amp; {språk}</p>"),
        (
            'https://a.se/"onclick="x',
            '<p><a href="https://a.se/">https://a.se/</a>&quot;onclick=&quot;x</p>',
        ),
    ],
)
def test_whatever_stands_in_a_mail_is_text(text, shown):
    assert content(text) == shown


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements, self.attributes, self.texts = set(), set(), []

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        self.attributes |= {name for name, _value in attributes}

    def handle_data(self, data):
        self.texts.append(data)


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
def test_no_text_makes_an_element_of_its_own(text, subject, sender):
    seen = Seen()
    seen.feed(dress(text, subject, sender=sender))
    assert seen.elements <= ELEMENTS
    assert seen.attributes <= {"lang", "charset", "name", "content", "class", "style", "href"}


def test_every_word_of_the_plain_text_is_there():
    page = unescape(re.sub(r"<[^>]+>", " ", dress(DIGEST)))
    assert [word for word in DIGEST.split() if word.strip("-.") not in page] == []


def test_a_mail_tells_its_language_its_sender_and_its_subject():
    page = dress("Hej", "Läget i <dag>", language="en")
    assert '<html lang="en">' in page
    assert "<title>Läget i &lt;dag&gt;</title>" in page
    assert page.count("<h1") == 1
    assert ">Katrineholms kommun</p>" in page


def test_a_mail_wears_the_profile_in_light_and_dark():
    profile = Tokens(brand="#123456", link="#0b5a8a", font="slab", text_size=1.125)
    page = unescape(dress("https://a.se/", tokens=profile))
    assert "background:#123456;color:#ffffff" in page
    assert f"font-family:{FONTS['slab']}" in page
    assert "font-size:1.125rem" in page
    assert "color:#0b5a8a" in page
    assert f".page a{{color:{dark_tokens(profile).link}!important}}" in page


@pytest.mark.parametrize("word", ["<img", "<script", "url(", "src=", "@import", "<link"])
def test_nothing_is_fetched(word):
    assert word not in dress(DIGEST)
