"""Plain text made harmless, short, and into simple HTML."""

import pytest

from katrineholm.socialhub.core.feeds import text


def test_what_cannot_be_seen_is_scrubbed():
    assert text.scrub("a\x00\u202eb\u200b\tc\n") == "ab\tc\n"


@pytest.mark.parametrize(
    ("given", "limit", "short"),
    [
        ("abc", 3, "abc"),
        ("ett två tre", 10, "ett två…"),
        ("ett, två tre", 9, "ett, två…"),
        ("abcdefghij", 5, "abcd…"),
        ("a bcdefghijkl", 9, "a bcdefg…"),
    ],
)
def test_a_text_is_cut_at_a_words_end(given, limit, short):
    assert text.shorten(given, limit) == short
    assert len(text.shorten(given, limit)) <= limit


def test_a_line_is_one_and_prose_has_no_empty_ones():
    assert text.single_line(" a \n\n b ", 9) == "a b"
    assert text.text_lines(" a  b\n\n c ", 9) == "a b\nc"


@pytest.mark.parametrize(
    ("given", "headline"),
    [
        ("Vi bygger en ny bro. Den blir röd.", "Vi bygger en ny bro."),
        ("Kl. 14 börjar det.\nMer", "Kl. 14 börjar det."),
        ("kort\nmer", "kort"),
    ],
)
def test_a_headline_is_the_first_sentence(given, headline):
    assert text.headline(given) == headline


def test_plain_text_becomes_paragraphs_with_links():
    assert text.text_to_html("a <b>\nc\n\nhttps://a.se/x?a=1&b.") == (
        '<p>a &lt;b&gt;<br>c</p><p><a href="https://a.se/x?a=1&amp;b">'
        "https://a.se/x?a=1&amp;b</a>.</p>"
    )


def test_marks_are_counted_in_bytes_and_may_not_overlap():
    marks = [
        {"start": 3, "end": 6, "href": "https://a.se/"},
        {"start": 4, "end": 8, "href": "https://b.se/"},
        {"start": "x", "end": 8, "href": "https://c.se/"},
    ]
    assert text.html_with_links("å abc de", marks) == '<p>å <a href="https://a.se/">abc</a> de</p>'
    assert text.html_with_links("a", []) == "<p>a</p>"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("sv_se", "sv-SE"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("und", ""),
        ("svenska", ""),
        (" en ", "en"),
    ],
)
def test_a_language_is_written_as_bcp_47_has_it(tag, language):
    assert text.language_tag(tag) == language


def test_hashtags_are_told_once_each():
    assert text.hashtags("#sol och #bad #sol a#b #1 &#39;") == ("sol", "bad")
