"""What an answer's status and text say of it."""

import pickle
from datetime import UTC, datetime

import pytest
from helpers.core.feeds import refusal

from katrineholm.socialhub.core.feeds.response import Headers, Response, checked_response

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_an_answer_is_plain_data(server, fetch):
    server.says("/feed", b"<rss/>", ETag='"a"')
    answer = fetch(server.url("/feed"))
    assert answer == Response(
        url=server.url("/feed"),
        status=200,
        headers=Headers({"Content-Length": "6", "ETag": '"a"'}),
        body=b"<rss/>",
        inside=True,
    )
    assert answer.headers["Etag"] == answer.headers["eTAG"] == '"a"'
    assert pickle.loads(pickle.dumps(answer)) == answer


@pytest.mark.parametrize(
    ("status", "lines", "error"),
    [
        (410, {}, ("gone", None)),
        (404, {}, ("missing", None)),
        (401, {}, ("forbidden", None)),
        (403, {}, ("forbidden", None)),
        (403, {"cf-mitigated": "challenge"}, ("challenged", None)),
        (405, {"x-amzn-waf-action": "challenge"}, ("challenged", None)),
        (429, {"Retry-After": "120"}, ("busy", 120)),
        (429, {}, ("busy", None)),
        (503, {"Retry-After": "Wed, 25 Nov 2026 12:01:00 GMT"}, ("busy", 60)),
        (503, {"Retry-After": "-5"}, ("busy", None)),
        (429, {"Retry-After": "999999"}, ("busy", 28800)),
        (500, {}, ("server_error", None)),
        (599, {}, ("server_error", None)),
        (418, {}, ("status", None)),
        (206, {}, ("status", None)),
        (300, {}, ("status", None)),
        (304, {}, ("status", None)),
        (204, {}, ("empty", None)),
    ],
)
def test_every_other_status_is_an_error_in_words(status, lines, error):
    answer = Response("https://example.com/", status, Headers(lines), b"text")
    caught = refusal(checked_response, answer, now=NOW)
    assert (caught.code, caught.retry_after) == error


def test_an_empty_feed_document_is_an_error():
    assert refusal(checked_response, Response("https://example.com/", 200), now=NOW).code == "empty"


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_page_that_wants_to_see_a_human_is_told_from_others(status):
    page = b"<html><script>window._cf_chl_opt={}</script>"
    answer = Response("https://a.se/", status, Headers({"Content-Type": "text/html"}), page)
    assert refusal(checked_response, answer, now=NOW).code == "challenged"


def test_a_feed_that_writes_about_such_pages_is_a_feed():
    answer = Response("https://a.se/", 200, Headers({"Content-Type": "text/xml"}), b"_cf_chl_opt")
    assert checked_response(answer, now=NOW) is answer


def test_a_line_is_found_whichever_way_its_name_is_written():
    headers = Headers({"ETag": '"A"', "Content-Type": "text/html"})
    assert (headers["etag"], headers.get("CONTENT-TYPE")) == ('"A"', "text/html")
    assert (list(headers), len(headers)) == (["etag", "content-type"], 2)
    assert headers == Headers({"etag": '"A"', "content-type": "text/html"})


def test_no_lines_are_no_headers():
    assert dict(Headers()) == {}
    assert "etag" not in Headers()
