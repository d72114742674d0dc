"""The tags of a page, in one pass."""

import pytest

from katrineholm.socialhub.core.feeds.html_tags import decode_page, start_tags


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<link rel=\"a\" href='b>c'>", [{"rel": "a", "href": "b>c"}]),
        ("<LINK REL=a><p><link>", [{"rel": "a"}, {}]),
        ("<!-- <link a> --><link b>", [{"b": ""}]),
        ("<script><link a></script ><link b>", [{"b": ""}]),
        ('<link href="?a=1&copy=2&amp;b=3">', [{"href": "?a=1&copy=2&b=3"}]),
        ("<link a=1 a=2>", [{"a": "1"}]),
        ('<link a="', []),
        ("<title>never closed <link a>", []),
        ("a < b <link a>", [{"a": ""}]),
    ],
)
def test_tags_are_told_with_their_attributes(page, found):
    assert list(start_tags(page, frozenset({"link"}))) == [("link", each) for each in found]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("å".encode("utf-16"), "å"),
        ("\ufeffå".encode(), "å"),
        ("å".encode("cp1252"), "å"),
    ],
)
def test_a_pages_letters_are_read(page, text):
    assert decode_page(page) == text
