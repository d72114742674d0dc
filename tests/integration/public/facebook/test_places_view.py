"""The pages about the places on Facebook, as visitors, editors and the office see them."""

import re
from datetime import datetime

import pytest

PRESENCE = "hub/@@facebook-presence"
PAGE = "https://www.facebook.com/kommunen"


@pytest.mark.usefixtures("framed")
def test_a_visitor_finds_all_places_and_nothing_of_facebooks_is_loaded(places, browse):
    page = browse().get("hub/@@facebook")
    assert page.status_code == 200
    assert page.text.index("Kommunen</a>") < page.text.index("Dagar &lt;i&gt;</a>")
    assert "Dans &amp; musik" in page.text
    assert "Utkastet" not in page.text
    assert f'href="{PAGE}"' in page.text
    assert not re.search(r'(?:src|srcset|data-src)="[^"]*facebook\.com', page.text)
    assert "@@facebook-tie-backs" not in page.text
    assert 'rel="canonical" href="http://localhost' in page.text.replace("127.0.0.1", "localhost")


@pytest.mark.parametrize(
    ("asked", "is_shown"),
    [("event", True), ("group", False), ("<script>", True), (["event", "group"], True)],
)
def test_one_type_can_be_asked_for_and_the_official_page_stays(places, browse, asked, is_shown):
    page = browse().get("hub/@@facebook", params={"place_type": asked})
    assert ("Dagar &lt;i&gt;</a>" in page.text) is is_shown
    assert "Kommunen</a>" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    ("state", "starts", "is_part", "is_over"),
    [
        ("official", None, True, False),
        ("draft", None, False, False),
        ("closed", None, False, False),
        ("official", datetime(2001, 5, 4, 18), True, True),
    ],
)
@pytest.mark.usefixtures("framed")
def test_a_places_own_page_leads_to_facebook_and_says_what_it_is(
    make_functional_place, person, browse, state, starts, is_part, is_over
):
    make_functional_place("fest", state, place_type="event", event_starts=starts)
    office = browse(*person("Information Officer"))
    page = office.get("hub/kultur/fest").text.split("<main")[-1]
    assert (" btn-secondary" in page, "icons.svg#facebook" in page) == (True, True)
    assert ">Evenemang<" in page
    assert ("hub/@@facebook" in page, "socialhub-over" in page) == (is_part, is_over)
    assert [name for name in ("@@rss", "socialhub-stream", "@@fetch-now") if name in page] == []


def test_the_hub_leads_there_once_there_is_a_place(functional_administration, browse, request):
    assert "@@facebook" not in browse().get("hub").text
    request.getfixturevalue("places")
    assert 'hub/@@facebook"' in browse().get("hub").text


OFFICE = {"Information Officer", "Site Administrator"}
READS = {
    "hub/@@facebook": {"", "Member", "Contributor", "Editor", *OFFICE},
    PRESENCE: {"", "Member", "Contributor", "Editor", *OFFICE},
    "hub/@@facebook-tie-backs": OFFICE,
    "hub/kultur/dagar/@@tie-back": {"Editor", *OFFICE},
    "hub/kultur/dagar/@@link-kit": {"Contributor", "Editor", *OFFICE},
    "hub/kultur/++add++FacebookPlace": {"Contributor", *OFFICE},
    "hub/kultur/utkast": {"Contributor", "Editor", *OFFICE},
}


@pytest.mark.parametrize("who", ["", "Member", "Contributor", "Editor", *sorted(OFFICE)])
def test_who_reads_what(places, person, browse, functional_portal, who):
    at = functional_portal.hub.kultur if who in ("Contributor", "Editor") else None
    session = browse(*person(who, at=at) if who else ())
    answers = {path: session.get(path, allow_redirects=False).status_code == 200 for path in READS}
    assert answers == {path: who in allowed for path, allowed in READS.items()}
