"""``GET @facebook``: the places as their page has them, as plain values."""

import pytest
from helpers.integration.public.plain import unlinked, unsaid


@pytest.mark.parametrize("query", ["", "?place_type=event", "?place_type=group"])
def test_what_the_page_says_is_said_in_the_same_words(places, browse, request_factory, query):
    page = browse().get(f"hub/@@facebook{query}").text
    answer = request_factory().get(f"hub/@facebook{query}")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["official"]["place"]["title"] == "Kommunen"
    assert unsaid(page, told) == []
    assert unlinked(page, {**told, "@id": None, "url": None}) == []
    assert told["office"] is None
    assert "Utkastet" not in str(told)


def test_a_places_own_page_tells_what_it_is_a_part_of(places, request_factory):
    told = request_factory().get("hub/kultur/dagar/@stream").json()
    assert told["stream"] is None
    assert told["place"]["go"]["title"] == "Gå till platsen på Facebook"
    assert told["place"]["whole"]["@id"].endswith("/hub/@@facebook")
