"""The pages about the places on Facebook, as visitors, editors and the office see them."""

import re
from datetime import datetime
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.office.board.rows import rows
from katrineholm.socialhub.public.facebook import ties
from katrineholm.socialhub.public.facebook.ties import FRESH

SECRET = "mycket-hemlig"
PRESENCE = "hub/@@facebook-presence"
PAGE = "https://www.facebook.com/kommunen"


@pytest.fixture
def places(make_functional_place):
    """A committed official page and two other places."""
    event = {"place_type": "event", "event_starts": None, "purpose": "Dans & musik"}
    return {
        "kommunen": make_functional_place(
            "kommunen", title="Kommunen", official_page=True, page_id="123456"
        ),
        "dagar": make_functional_place("dagar", title="Dagar <i>", **event),
        "utkast": make_functional_place("utkast", "draft", title="Utkastet"),
    }


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
def test_a_places_own_page_leads_to_facebook_and_says_what_it_is(
    make_functional_place, person, browse, state, starts, is_part, is_over
):
    make_functional_place("fest", state, place_type="event", event_starts=starts)
    office = browse(*person("Information Officer"))
    page = office.get("hub/kultur/fest").text.split("<main")[-1]
    assert (" btn-primary" in page, "icons.svg#facebook" in page) == (True, True)
    assert "(<span>Event</span>)" in page or "(<span>Evenemang</span>)" in page
    assert ("hub/@@facebook" in page, "socialhub-over" in page) == (is_part, is_over)
    assert [name for name in ("@@rss", "socialhub-stream", "@@fetch-now") if name in page] == []


def test_the_hub_leads_there_once_there_is_a_place(functional_administration, browse, request):
    assert "@@facebook" not in browse().get("hub").text
    request.getfixturevalue("places")
    assert 'hub/@@facebook"' in browse().get("hub").text


def test_a_program_reads_the_same_and_the_office_the_ticks_too(places, request_factory, person):
    anonymous = request_factory().get("hub/@facebook-places").json()
    assert anonymous["items_total"] == 2
    first = anonymous["items"][0]
    assert first == {
        "@id": places["kommunen"].absolute_url(),
        "UID": places["kommunen"].UID(),
        "title": "Kommunen",
        "place_type": "page",
        "url": PAGE,
        "administration": {
            "@id": places["kommunen"].aq_parent.absolute_url(),
            "title": "Kulturförvaltningen",
        },
        "official_page": True,
        "state": "official",
        "starts": None,
        "ends": None,
    }
    login = person("Information Officer")
    office = request_factory(basic_auth=login).get("hub/@facebook-places").json()
    assert office["items"][0]["tie_back"] == {"installed": None, "logo": None, "tie_back": None}
    editor = person("Editor", at=places["kommunen"].aq_parent)
    seen = request_factory(basic_auth=editor).get("hub/@facebook-places").json()
    assert "tie_back" not in seen["items"][0]


def test_an_editor_ticks_what_is_seen_and_the_rest_counts_as_missing(
    places, person, submit, browse, functional_portal
):
    editor = person("Editor", at=places["dagar"].aq_parent)
    url = "hub/kultur/dagar/@@note-tie-back"
    assert submit(editor, url, {"seen": ["installed", "logo", "x"]}).status_code == 302
    transaction.begin()
    ticks = ties.ties_of(places["dagar"])
    assert {name: tick.by for name, tick in ticks.items()} == {
        "installed": editor[0],
        "logo": editor[0],
    }
    assert ties.ties_in(functional_portal.hub)[places["dagar"].UID()] == ticks
    page = browse(*editor).get("hub/kultur/dagar/@@tie-back").text
    assert page.count('checked="checked"') == 2
    assert submit(editor, url, {"seen": "logo"}).status_code == 302
    transaction.begin()
    assert set(ties.ties_of(places["dagar"])) == {"logo"}
    steps = [line["step"] for line in history.of_channel(places["dagar"])]
    assert steps[:2] == ["tie-back", "tie-back"]


@pytest.mark.parametrize(
    ("data", "token", "status"),
    [({"seen": "logo"}, False, 403), ({}, True, 302), ({"seen:int": "1"}, True, 302)],
)
def test_only_the_sites_own_form_notes_anything(places, person, submit, data, token, status):
    editor = person("Editor", at=places["dagar"].aq_parent)
    answer = submit(editor, "hub/kultur/dagar/@@note-tie-back", data, token=token)
    assert answer.status_code == status
    transaction.begin()
    assert places["dagar"].tie_backs == ()


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


def test_the_office_sees_what_is_missing_first(places, person, browse):
    page = browse(*person("Information Officer")).get("hub/@@facebook-tie-backs").text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.index("Dagar") < table.index("Kommunen")
    assert "Utkastet" not in table


def reasons(hub, title):
    with api.env.adopt_user(SITE_OWNER_NAME):
        (row,) = (row for row in rows(hub) if row.facts.title == title)
    return row.duty, [str(reason) for reason in row.duty.reasons if "On Facebook" in str(reason)]


def test_the_board_turns_amber_for_what_is_missing_and_after_half_a_year(hub, make_place):
    place = make_place("kommunen")
    light, told = reasons(hub, "kommunen")
    assert (light.colour, len(told)) == ("amber", 3)
    assert "tie_back" in light.problems
    now = int(time())
    for age, number in ((FRESH - 60, 0), (FRESH, 1)):
        place.tie_backs = tuple({"tick": tick, "at": now - age, "by": "a"} for tick in ties.TITLES)
        ties.enter(place)
        place.reindexObject()
        assert len(ties.complaints(hub, now).get(place.UID(), ())) == number
    make_place("bygdens", official_page=True)
    assert len(reasons(hub, "bygdens")[1]) == 2


def test_the_link_kit_holds_badge_address_text_and_html(places, person, browse):
    login = person("Editor", at=places["dagar"].aq_parent)
    page = browse(*login).get("hub/kultur/dagar/@@link-kit").text
    address = f"{places['dagar'].aq_parent.aq_parent.absolute_url()}/@@facebook"
    assert f"&lt;a href=&quot;{address}&quot;" in page or f'&lt;a href="{address}"' in page
    assert PAGE in page
    assert re.search(r'<img [^>]*alt="[^"]+ Facebook"[^>]*@@kit-file/badge\.svg"', page)
    badge = browse(*login).get("hub/kultur/dagar/@@kit-file/badge.png")
    assert badge.headers["Content-Type"] == "image/png"
    assert PAGE not in browse(*login).get("hub/kultur/kommunen/@@link-kit").text.split("<main")[-1]
