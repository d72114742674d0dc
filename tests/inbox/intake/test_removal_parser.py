from time import process_time

import pytest

from katrineholm.socialhub.inbox.intake.removal_parser import page_visibility

TEXT = "Ni är riktigt dåliga på att – ploga ”vägarna”!"
ADDRESS = "https://b.se/park/#comment-5"
REST = "<p>" + "Här står mycket annat om parken och badet. " * 10 + "</p>"


def page(*parts):
    return (
        f"<html><head><title>Park</title></head><body>{REST}{''.join(parts)}</body></html>".encode()
    )


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_no_longer_there_is_gone(status):
    assert page_visibility(TEXT, ADDRESS, status, page(TEXT)) == "gone"


@pytest.mark.parametrize(
    "html",
    [
        TEXT,
        f"<p id='comment-5'>{TEXT}</p>",
        "Ni är <b>riktigt</b> dåliga på att &#8211; ploga &#8221;vägarna&#8221;!",
        'Ni är riktigt\n  dåliga på<br>att - ploga "vägarna"!',
        "NI ÄR RIKTIGT DÅLIGA PÅ ATT PLOGA VÄGARNA",
    ],
)
def test_a_text_that_is_still_on_the_page_is_found_however_it_is_set(html):
    assert page_visibility(TEXT, ADDRESS, 200, page(html)) == "there"


def test_a_page_without_the_text_says_no_more_than_that():
    assert page_visibility(TEXT, ADDRESS, 200, page()) == "without"
    assert page_visibility(TEXT, ADDRESS, 200, page("<script>", TEXT, "</script>")) == "without"


@pytest.mark.parametrize(
    ("html", "address", "expected"),
    [
        ('<p id="comment-5">Hej</p>', ADDRESS, "there"),
        ('<p id="comment-6">Hej</p>', ADDRESS, "without"),
        ('<p id="comment-5">borttagen</p>', ADDRESS, "without"),
        ("<p>Hej</p>", "https://b.se/park/", ""),
        ("<p>Nej</p>", "https://b.se/park/", ""),
    ],
)
def test_a_short_text_is_told_by_the_mark_in_its_address(html, address, expected):
    assert page_visibility("Hej", address, 200, page(html)) == expected


def test_a_text_of_signs_alone_is_told_by_the_mark_too():
    assert page_visibility("😡😡", ADDRESS, 200, page('<p id="comment-5">😡😡</p>')) == "there"
    assert page_visibility("😡😡", "https://b.se/park/", 200, page()) == ""


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><div id=app></div></body></html>", b"\xff\xfe"]
)
def test_a_page_that_only_a_browser_can_read_tells_nothing(body):
    assert page_visibility(TEXT, ADDRESS, 200, body) == ""


def test_a_page_too_long_to_read_tells_only_what_was_found():
    long = page(REST * 5000)
    assert page_visibility(TEXT, ADDRESS, 200, long) == ""
    assert page_visibility(TEXT, ADDRESS, 200, page(TEXT, REST * 5000)) == "there"


@pytest.mark.parametrize("piece", [b"<", b"<!--", b"<b>", b"&", b"<p>x", b"</"])
def test_a_page_made_to_cost_time_costs_little(piece):
    started = process_time()
    page_visibility(TEXT, ADDRESS, 200, piece * (2 * 2**20 // len(piece)))
    assert process_time() - started < 5


def test_where_no_text_is_known_only_a_page_that_is_gone_tells():
    assert page_visibility("", ADDRESS, 404, b"") == "gone"
    for html in (page(), page('<p id="comment-5">Hej</p>')):
        assert page_visibility("", ADDRESS, 200, html) == ""
