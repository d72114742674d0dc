"""Whatever anybody sends in an address, no public page fails.

What fails before a site is asked, and in any other of Plone's pages, is left out: addresses that
are not UTF-8, ``:int`` behind a name, and HEAD of a folder (404).
"""

from functools import partial

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
VIEWS = ["", "/view", "/@@embed", "/@@rss", "/@@atom", "/@@json-feed", "/@@opml"]
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
    *("@@rss/x", "@@atom/items", "@@json-feed/stream", "@@search-macros", "@@search-macros/hit"),
    *(
        "@@socialhub-macros/card",
        "@@retrieval-state",
        "@@probe",
        "@entries/x",
        "++api++/@entries/x",
    ),
]


ASKED = [*(f"hub{view}" for view in VIEWS), "hub/skola", "hub/kultur/bloggen"]


def failing(ask, addresses):
    """The answers to these addresses that say that the site has failed."""
    codes = {address: ask(address).status_code for address in addresses}
    return {address: code for address, code in codes.items() if code >= 500}


@pytest.mark.parametrize("page", ASKED)
def test_no_query_makes_a_page_fail(place, browse, page):
    assert failing(browse().get, [f"{page}?{query}" for query in QUERIES]) == {}


@pytest.mark.usefixtures("framed")
def test_no_query_makes_the_site_around_a_page_fail(place, browse):
    assert failing(browse().get, [f"hub?{query}" for query in QUERIES]) == {}


def test_no_query_makes_the_service_fail(place, request_factory):
    assert failing(request_factory().get, [f"hub/@entries?{query}" for query in QUERIES]) == {}


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_no_path_makes_a_page_fail(place, browse, method):
    # Zope's error pages answer even HEAD with a body: the next request needs a new connection.
    fresh = {"Connection": "close"}
    ask = partial(getattr(browse(), method), allow_redirects=False, headers=fresh)
    assert failing(ask, [f"hub/{path}" for path in PATHS]) == {}


def test_a_head_request_has_the_answers_status(place, browse, picture):
    entry, name = place.ids["Nyast"], picture("Nyast")
    for view in [*VIEWS[1:], f"/@@entry/{entry}", f"/@@picture/{entry}/{name}"]:
        answers = [browse().request(method, f"hub{view}") for method in ("GET", "HEAD")]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[1].content == b""
