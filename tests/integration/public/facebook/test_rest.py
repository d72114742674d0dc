"""Places over REST: what is refused is one sentence, and nothing is stored."""

import pytest
import transaction
from plone import api

ADDRESS = "https://www.facebook.com/kommunen"
NEW = {"@type": "FacebookPlace", "title": "Ny", "profile_url": ADDRESS}
EVENT = {"place_type": "event", "event_starts": "2030-05-04T18:00"}


@pytest.fixture
def editor(functional_administration, person, request_factory):
    """A session of the administration's own editor."""
    login = person("Contributor", at=functional_administration)
    return request_factory(basic_auth=login)


@pytest.fixture
def office(functional_administration, person, request_factory):
    """A session of the information office's."""
    return request_factory(basic_auth=person("Information Officer"))


def number():
    transaction.begin()
    return len(api.content.find(portal_type="FacebookPlace", unrestricted=True))


def test_an_event_keeps_the_moments_that_were_meant(editor, office):
    given = NEW | EVENT | {"event_ends": "2030-05-04T21:00:00Z"}
    assert editor.post("hub/kultur", json=given).status_code == 201
    for step in ("report", "make-official"):
        people = {
            "responsible": "Anna <anna@example.se>",
            "substitute": "Bo <bo@example.se>",
            "purpose": "Dans",
        }
        office.patch("hub/kultur/ny", json=people)
        assert office.post(f"hub/kultur/ny/@workflow/{step}", json={}).status_code == 200
    (item,) = office.get("hub/@facebook-places").json()["items"]
    assert (item["starts"], item["ends"]) == (
        "2030-05-04T16:00:00+00:00",
        "2030-05-04T21:00:00+00:00",
    )
    again = office.get("hub/kultur/ny").json()
    fields = {name: again[name] for name in ("event_starts", "event_ends")}
    assert office.patch("hub/kultur/ny", json=fields).status_code == 204
    assert office.get("hub/@facebook-places").json()["items"] == [item]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"profile_url": "https://mastodon.se/@katrineholm"}, "facebook"),
        ({"profile_url": "https://www.facebook.com/"}, "facebook"),
        ({"profile_url": "https://facebook.com.evil.example/kommunen"}, "facebook"),
        ({"profile_url": "javascript:alert(1)"}, "http"),
        ({"profile_url": ["x"]}, "profile_url"),
        ({"place_type": "page", "event_starts": "2030-05-04T18:00"}, "eve"),
        (EVENT | {"event_ends": "2030-05-04T17:59"}, "eve"),
        (EVENT | {"event_ends": "i morgon"}, "2026-05-04t18:00"),
        (EVENT | {"event_starts": 7}, "2026-05-04t18:00"),
        (EVENT | {"event_starts": "0001-01-01T00:00"}, "2026-05-04t18:00"),
        (EVENT | {"event_ends": "3000-01-01T00:00"}, "1970"),
        ({"place_type": "event", "event_ends": "2030-05-04T18:00"}, "eve"),
        ({"place_type": "wall"}, "place_type"),
        ({"place_type": {"token": ["x"]}}, "place_type"),
        ({"page_id": "12a"}, "5"),
        ({"page_id": "1" * 21}, "5"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(editor, given, told):
    answer = editor.post("hub/kultur", json=NEW | given)
    assert answer.status_code == 400
    assert told in answer.json()["message"].lower()
    assert number() == 0


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


def test_what_the_catalogue_says_of_facebook_cannot_be_changed(make_functional_place, office):
    make_functional_place("kommunen")
    given = {"platform": "mastodon", "feed_url": "https://a.se/rss", "kind": "blog"}
    office.patch("hub/kultur/kommunen", json=given)
    kept = office.get("hub/kultur/kommunen").json()
    assert (kept["platform"]["token"], kept["feed_url"]) == ("facebook", None)
