"""Places over REST: what is refused is one sentence, and nothing is stored."""

from datetime import UTC, datetime

from katrineholm.socialhub.public.facebook.places import visible_places
from katrineholm.socialhub.public.facebook.service import place_item
from katrineholm.socialhub.public.facebook.tie_backs import store_ticks, ticks_by_uid

ADDRESS = "https://www.facebook.com/kommunen"
NEW = {"@type": "FacebookPlace", "title": "Ny", "profile_url": ADDRESS}
EVENT = {"place_type": "event", "event_starts": "2030-05-04T18:00"}
STARTS = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


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


def test_what_the_catalogue_says_of_facebook_cannot_be_changed(make_functional_place, office):
    make_functional_place("kommunen")
    given = {"platform": "mastodon", "feed_url": "https://a.se/rss", "kind": "blog"}
    office.patch("hub/kultur/kommunen", json=given)
    kept = office.get("hub/kultur/kommunen").json()
    assert (kept["platform"]["token"], kept["feed_url"]) == ("facebook", None)


PAGE = "https://www.facebook.com/kommunen"


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


def test_the_ticks_are_told_where_they_are_given_alone(hub, make_place):
    made = make_place("dagar", place_type="event", event_starts=STARTS)
    store_ticks(made, ["logo"])
    (place,) = visible_places(hub)
    told = place_item(place, hub.REQUEST)
    assert (told["place_type"], told["starts"]) == ("event", STARTS.isoformat())
    assert (told["ends"], told["official_page"], told["state"]) == (None, False, "official")
    assert "tie_back" not in told
    ticks = place_item(place, hub.REQUEST, ticks_by_uid(hub))["tie_back"]
    assert ticks["logo"]["by"]
    assert ticks["installed"] is ticks["tie_back"] is None
