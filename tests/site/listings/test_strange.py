"""Whatever anybody sends in an address, no public page fails.

What fails before a site is asked, and in any other of Plone's pages, is left out: addresses that
are not UTF-8, ``:int`` behind a name, and HEAD of a folder (404).
"""

import pytest

QUERIES = [
    *("b_start=-1", "b_start=²", "b_start=" + "9" * 400, "b_start:list=1"),
    *("b_size=0", "b_size=100000", "b_size:float=nan", "b_start=1&b_start=2"),
    *("year=²", "year=2026&month=13", "year=0&month=0", "month=5", "year=2026:"),
    *("kind:list=x", "kind=x&kind=y", "kind:tuple=", "kind:record=x", "kind.a:record=1"),
    *("administration:record.x=1", "administration.x:records=1", "platform:lines=%0a"),
    *("channel=%00", "channel=%ff%fe", "channel=%F0%28%8C", "channel=" + "x" * 5000),
    *("kind=<script>alert(1)</script>", "kind=%22%3E%3Cb%3E", "%00=%00", "=", "&&&", "a;b", "?"),
    *("kind:method=x", ":action=x", "kind:default=x", "form.submitted=1", "-C=1"),
    *("ajax_load=1", "set_language=xx", "diazo.off=1", "REQUEST=1", "self=1", "context=1"),
    *("administration=" + "&administration=".join("abc" * 50), "b_start=1_0", "b_start=%2B1"),
]
VIEWS = ["", "/view", "/@@rss", "/@@atom", "/@@json-feed", "/@@opml"]
PATHS = [
    *(
        "@@entry",
        "@@entry/",
        "@@entry/x",
        "@@entry/x/y",
        "@@entry/%00",
        "@@entry/%C3%BF",
        "@@entry/..x",
    ),
    *("@@picture", "@@picture/x", "@@picture/x/y", "@@picture/x/y/z", "@@picture/%2e%2e/%2e%2e"),
    *("@@entry/index_html", "@@entry/aq_parent", "@@entry/__class__", "@@picture/found/names"),
    *("@@entry/" + "x" * 3000, "@@entry/å", "@@entry/+", "@@hide-entry", "@@show-entry"),
    *("@@rss/x", "@@atom/items", "@@json-feed/stream", "@@stream-macros", "@@stream-macros/stream"),
    *(
        "@@socialhub-macros/card",
        "@@retrieval-state",
        "@@probe",
        "@entries/x",
        "++api++/@entries/x",
    ),
]


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_makes_a_page_fail(place, browse, request_factory, query):
    session, rest = browse(), request_factory()
    for path in ("hub", "hub/skola", "hub/kultur/bloggen"):
        codes = {view: session.get(f"{path}{view}?{query}").status_code for view in VIEWS}
        codes["@entries"] = rest.get(f"{path}/@entries?{query}").status_code
        assert {view: code for view, code in codes.items() if code >= 500} == {}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_no_path_makes_a_page_fail(place, browse, path, method):
    assert browse().request(method, f"hub/{path}", allow_redirects=False).status_code < 500


@pytest.mark.parametrize("view", [*VIEWS[1:], "/@@entry/{}", "/@@picture/{}/{}"])
def test_a_head_request_has_the_answers_status(place, browse, picture, view):
    path = "hub" + view.format(place.ids["Nyast"], picture("Nyast"))
    answers = [browse().request(method, path) for method in ("GET", "HEAD")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].content == b""
