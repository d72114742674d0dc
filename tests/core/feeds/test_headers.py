"""Header lines are found in any case."""

from katrineholm.socialhub.core.feeds.headers import Headers


def test_a_line_is_found_whichever_way_its_name_is_written():
    headers = Headers({"ETag": '"A"', "Content-Type": "text/html"})
    assert (headers["etag"], headers.get("CONTENT-TYPE")) == ('"A"', "text/html")
    assert (list(headers), len(headers)) == (["etag", "content-type"], 2)
    assert headers == Headers({"etag": '"A"', "content-type": "text/html"})


def test_no_lines_are_no_headers():
    assert dict(Headers()) == {}
    assert "etag" not in Headers()
