"""The profile over REST."""

import pytest
from helpers.integration.site.graphics import INSTEAD, REST, kept
from plone import api

from katrineholm.socialhub.site.graphics.tokens import NAMES


def test_the_profile_is_read_and_changed_over_rest(patch, site, person, request_factory):
    assert patch(brand="#123456", radius=1, font="wide").status_code == 204
    found = request_factory(basic_auth=person("Site Administrator")).get(REST).json()
    assert found["@id"] == f"{site.absolute_url()}/{REST}"
    chosen = {"brand": "#123456", "radius": 1.0, "font": "wide"}
    assert found["data"] | {"font": "wide"} == dict.fromkeys(NAMES) | chosen
    assert kept() == chosen
    assert patch(brand=None).status_code == 204
    assert "brand" not in kept()


@pytest.mark.parametrize(
    "values",
    [
        {"brand": "red"},
        {"brand": "#abc"},
        {"brand": "#98222b;}"},
        {"brand": 7},
        {"brand": "#ffcc00"},
        {"link": "#000000", "on_brand": "#98222b"},
        {"radius": 3},
        {"radius": "bred"},
        {"font": "Comic Sans"},
    ],
)
def test_over_rest_a_wrong_value_is_refused_in_words_and_nothing_is_kept(patch, values):
    answer = patch(**values)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert "{" not in answer.json()["message"]
    assert kept() == {}


@pytest.mark.parametrize(("name", "value", "sentence"), INSTEAD)
def test_rest_says_what_to_write_instead(patch, name, value, sentence):
    told = api.portal.translate(sentence, lang="sv")
    assert patch(**{name: value}).json()["message"] == f"{name}: {told}"


def test_over_rest_a_number_is_one_that_can_be_compared(site, person, request_factory):
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.patch(REST, data='{"scale": NaN}')
    assert (answer.status_code, kept()) == (400, {})


def test_over_rest_a_colour_is_judged_with_those_that_are_kept(patch):
    assert patch(brand="#ffcc00", on_brand="#000000").status_code == 204
    assert patch(on_brand=None).status_code == 400
    assert kept() == {"brand": "#ffcc00", "on_brand": "#000000"}
