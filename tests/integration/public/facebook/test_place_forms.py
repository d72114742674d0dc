"""An address is registered once, and one page is the official one."""

import pytest
import transaction
from filling import Person
from helpers.integration.public.facebook import number
from plone import api

ADDRESS = "https://www.facebook.com/kommunen"
NEW = {"@type": "FacebookPlace", "title": "Ny", "profile_url": ADDRESS}


@pytest.mark.parametrize(
    "spelling",
    [
        "http://m.facebook.com/Kommunen/",
        "https://sv-se.facebook.com/kommunen?ref=page",
        "facebook.com/pg/kommunen/about",
    ],
)
@pytest.mark.parametrize("state", ["draft", "official"])
def test_a_place_is_registered_once_in_whatever_spelling(
    make_functional_place, editor, spelling, state
):
    make_functional_place("kommunen", state)
    answer = editor.post("hub/kultur", json=NEW | {"profile_url": spelling})
    assert answer.status_code == 400
    assert "kommunen, http" in answer.json()["message"]
    assert number() == 1


@pytest.mark.parametrize("state", ["draft", "official"])
def test_no_other_way_leads_to_a_second_place_with_an_address(
    make_functional_place, functional_administration, editor, office, state
):
    make_functional_place("kommunen", state)
    channel = {"@type": "Channel", "title": "Ny", "profile_url": ADDRESS}
    answer = editor.post("hub/kultur", json=channel)
    assert (answer.status_code, "kommunen, http" in answer.json()["message"]) == (400, True)
    for source in ("kommunen", ""):
        copied = {"source": f"/hub/kultur/{source}".rstrip("/")}
        at = "hub/kultur" if source else "hub"
        assert office.post(f"{at}/@copy", json=copied).status_code == 400
    transaction.begin()
    assert functional_administration.objectIds() == ["kommunen"]
    assert functional_administration.aq_parent.objectIds() == ["kultur"]
    renamed = office.patch("hub/kultur/kommunen", json={"id": "annat", "title": "Annat"})
    assert renamed.status_code == 204


def test_a_closed_places_address_is_free_again(make_functional_place, editor, office):
    make_functional_place("kommunen", "closed")
    assert editor.post("hub/kultur", json=NEW).status_code == 201
    assert office.patch("hub/kultur/kommunen", json={"id": "gammal"}).status_code == 204


def test_there_is_one_official_page_and_the_office_says_which(
    make_functional_place, editor, office
):
    assert editor.post("hub/kultur", json=NEW | {"official_page": True}).status_code == 403
    assert number() == 0
    make_functional_place("forst", title="Den första", official_page=True)
    answer = office.post("hub/kultur", json=NEW | {"official_page": True})
    assert (answer.status_code, "Den första" in answer.json()["message"]) == (400, True)
    assert office.post("hub/kultur", json=NEW).status_code == 201
    assert office.patch("hub/kultur/ny", json={"official_page": True}).status_code == 400
    assert office.patch("hub/kultur/forst", json={"official_page": True}).status_code == 204
    assert office.patch("hub/kultur/forst", json={"official_page": False}).status_code == 204
    assert office.patch("hub/kultur/ny", json={"official_page": True}).status_code == 204


@pytest.fixture
def open_form(functional_administration, browse, person):
    """A function that opens the form for a new place: ``open_form("Contributor")``."""

    def open_form(role):
        at = functional_administration if role == "Contributor" else None
        opened = Person(browse(*person(role, at=at)))
        opened.open(f"{functional_administration.absolute_url()}/++add++FacebookPlace")
        return opened

    return open_form


HIDDEN = ("feed_url", "platform", "interval", "rhythm", "official_page", "hold", "max_age")


def test_an_editor_registers_an_event(functional_administration, person, browse, submit):
    editor = person("Contributor", at=functional_administration)
    url = "hub/kultur/++add++FacebookPlace"
    page = browse(*editor).get(url).text
    assert [name for name in HIDDEN if f"form.widgets.{name}" in page] == []
    given = {
        "IBasic.title": "Kulturnatten",
        "profile_url": f"{ADDRESS}/",
        "place_type:list": "event",
        "event_starts": "2030-05-04T18:00",
        "event_ends": "2030-05-04T23:00",
    }
    form = {f"form.widgets.{name}": value for name, value in given.items()}
    assert submit(editor, url, form | {"form.buttons.save": "Spara"}).status_code == 302
    transaction.begin()
    place = functional_administration.kulturnatten
    assert (place.profile_url, place.place_type) == (ADDRESS, "event")
    assert place.event_starts.isoformat() == "2030-05-04T18:00:00+02:00"


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00", "1969-12-31T12:00", "3000-01-01T00:00", "1-1-1-1-1-1-1-1-1T1:1"]
)
def test_a_moment_far_away_is_refused_in_the_form(
    functional_administration, person, submit, moment
):
    editor = person("Contributor", at=functional_administration)
    url = "hub/kultur/++add++FacebookPlace"
    given = {
        "IBasic.title": "Kulturnatten",
        "profile_url": ADDRESS,
        "place_type:list": "event",
        "event_starts": moment,
    }
    form = {f"form.widgets.{name}": value for name, value in given.items()}
    answer = submit(editor, url, form | {"form.buttons.save": "Spara"})
    assert (answer.status_code, "1970" in answer.text) == (200, True)
    transaction.begin()
    assert len(api.content.find(portal_type="FacebookPlace", unrestricted=True)) == 0


def test_the_form_leads_to_the_place_that_has_the_address(open_form, make_functional_place):
    place = make_functional_place("kommunen", title="Kommunen")
    office = open_form("Information Officer")
    address = "http://m.facebook.com/Kommunen?ref=1"
    office.write(**{"IBasic.title": "Ny", "profile_url": address})
    office.save()
    assert f'href="{place.absolute_url()}"' in office.contents
    transaction.begin()
    assert len(api.content.find(portal_type="FacebookPlace", unrestricted=True)) == 1


@pytest.mark.usefixtures("framed")
def test_the_office_is_told_which_page_is_the_official_one(open_form, make_functional_place):
    make_functional_place("forst", title="Den första", official_page=True)
    office = open_form("Information Officer")
    office.write(**{"official_page:list": True, "IBasic.title": "Ny", "profile_url": ADDRESS})
    office.save()
    assert "Den första" in office.contents
    transaction.begin()
    assert len(api.content.find(portal_type="FacebookPlace", unrestricted=True)) == 1
