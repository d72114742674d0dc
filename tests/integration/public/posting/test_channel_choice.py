"""Where an entry is to be written, and the bookmark that leads there."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

CHOOSE, DOWNLOAD = "hub/@@new-entry", "hub/@@import-download"


def test_the_channels_that_one_may_write_in_are_offered(browse, editor, make_written):
    make_written("facebook", platform="facebook", profile_url="https://www.facebook.com/kat")
    make_written("stangd", state="closed")
    page = browse(*editor).get(CHOOSE).text
    offered = re.findall(r'href="[^"]*/kultur/(\w+)/@@new-entry"', page)
    assert offered == ["insta"]


def test_a_brought_address_leads_straight_to_the_only_channel_of_its_service(
    browse, editor, make_written
):
    make_written("bloggen", profile_url="https://bloggen.example.se/", platform="website")
    query = "link=https%3A%2F%2Finstagram.com%2Fp%2F1&text=Hej%20du&evil=1"
    answer = browse(*editor).get(f"{CHOOSE}?{query}", allow_redirects=False)
    target = urlsplit(answer.headers["Location"])
    assert (answer.status_code, target.path.rpartition("/hub/")[2]) == (
        302,
        "kultur/insta/@@new-entry",
    )
    assert parse_qs(target.query) == {"link": ["https://instagram.com/p/1"], "text": ["Hej du"]}


def test_the_bookmark_opens_this_hubs_form(browse, editor, functional_portal):
    page = browse(*editor).get(CHOOSE).text
    bookmark = unescape(re.search(r'href="(javascript:\([^"]+)"', page)[1])
    assert f"{functional_portal.hub.absolute_url()}/@@new-entry?link=" in bookmark
    assert "{" in bookmark
    assert "{{" not in bookmark


def test_a_download_is_brought_into_any_channel(browse, person, make_written):
    make_written("facebook", platform="facebook", profile_url="https://www.facebook.com/kat")
    make_written("stangd", state="closed")
    page = browse(*person("Archivist")).get(DOWNLOAD).text
    offered = re.findall(r'href="[^"]*/kultur/(\w+)/@@import-download"', page)
    assert {*offered} == {"facebook", "stangd"}
    assert "javascript:" not in page


@pytest.mark.parametrize("page", [CHOOSE, DOWNLOAD])
@pytest.mark.parametrize("role", ["Reviewer", None])
def test_who_may_write_nowhere_is_let_in_nowhere(
    browse, person, written_channel, functional_portal, role, page
):
    login = person(role, at=functional_portal.hub.kultur) if role else ()
    answer = browse(*login).get(page, allow_redirects=False)
    assert answer.status_code == 302 or "insufficient" in answer.text.lower()
