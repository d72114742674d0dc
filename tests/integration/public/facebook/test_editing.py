"""An address is registered once, and one page is the official one."""

import pytest
import transaction
from plone import api

ADDRESS = "https://www.facebook.com/kommunen"
NEW = {"@type": "FacebookPlace", "title": "Ny", "profile_url": ADDRESS}


def number():
    transaction.begin()
    return len(api.content.find(portal_type="FacebookPlace", unrestricted=True))


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
