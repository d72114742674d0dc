"""The parts of pages."""

import pytest

from katrineholm.socialhub.archive.packages.view_html import (
    fact_list,
    link,
    page_bytes,
    swedish_number,
    table,
    web_link,
)

HOSTILE = "\"'><b>&"
ESCAPED = "&quot;&#x27;&gt;&lt;b&gt;&amp;"


def test_a_link_to_the_web_shows_its_address_and_sends_none():
    assert web_link("https://a.se/?b=1&c") == (
        '<a href="https://a.se/?b=1&amp;c" rel="noopener noreferrer">https://a.se/?b=1&amp;c</a>'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//a.se"])
def test_any_other_address_is_text(url):
    assert web_link(url) == url


def test_what_comes_from_outside_is_escaped():
    assert link(HOSTILE, HOSTILE) == f'<a href="{ESCAPED}">{ESCAPED}</a>'
    assert f"<dt>{ESCAPED}</dt>" in fact_list([(HOSTILE, "x")])
    assert f"<caption>{ESCAPED}</caption>" in table(HOSTILE, [HOSTILE], [])


def test_empty_facts_are_left_out():
    assert (
        fact_list([("A", ""), ("B", "1")]) == '<dl class="short">\n<dt>B</dt>\n<dd>1</dd>\n</dl>\n'
    )


def test_characters_that_no_page_may_have_are_replaced():
    assert page_bytes("a\x00\x1b\ud800\tå\n").decode() == "a\ufffd\ufffd\ufffd\tå\n"


def test_numbers_have_spaces():
    assert swedish_number(1234567) == "1\xa0234\xa0567"
