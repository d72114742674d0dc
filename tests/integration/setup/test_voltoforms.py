"""What a frontend makes its forms of: schemas, vocabularies, faults at their fields, steps."""

import pytest
import transaction
from plone import api

# Each type, where it is added, and a value that is wrong in one of its fields.
TYPES = {
    "SocialHub": ("", {"title": ""}, "title"),
    "Administration": ("hub", {"title": "A", "email": "nonsense"}, "email"),
    "Channel": ("hub/kultur", {"title": "C", "profile_url": "nonsense"}, "profile_url"),
    "FacebookPlace": (
        "hub/kultur",
        {"title": "S", "profile_url": "https://www.facebook.com/s", "place_type": "nonsense"},
        "place_type",
    ),
    "CouncilParty": ("hub", {"title": "P", "abbreviation": "P", "link": "nonsense"}, "link"),
}
MADE = {
    "SocialHub": ("hub", {"entry_layout": "nonsense"}, "entry_layout"),
    "Administration": ("hub/kultur", {"email": "nonsense"}, "email"),
    "Channel": ("hub/kultur/bloggen", {"rhythm": "nonsense"}, "rhythm"),
    "CouncilParty": ("hub/partiet", {"link": "nonsense"}, "link"),
}


@pytest.fixture
def office(functional_portal, make_functional_channel, person, request_factory):
    """A session of the information office's, in a hub with a channel and a party."""
    make_functional_channel("bloggen", title="Bloggen")
    with api.env.adopt_roles(["Manager"]):
        facts = {"title": "Partiet", "abbreviation": "P"}
        api.content.create(functional_portal.hub, "CouncilParty", "partiet", **facts)
    transaction.commit()
    return request_factory(basic_auth=person("Information Officer"))


@pytest.fixture
def adding(office, request_factory):
    """A function that gives a session of somebody who adds things of a type."""
    return lambda name: request_factory(role="Manager") if name == "SocialHub" else office


@pytest.mark.parametrize("name", TYPES)
def test_a_types_form_is_told_with_titles_in_fieldsets(adding, name):
    schema = adding(name).get(f"{TYPES[name][0]}/@types/{name}".strip("/")).json()
    shown = [field for fieldset in schema["fieldsets"] for field in fieldset["fields"]]
    assert len(shown) == len({*shown})
    assert {*shown} == {*schema["properties"]}
    assert all(fieldset["title"] for fieldset in schema["fieldsets"])
    assert all(schema["properties"][field]["title"] for field in shown)
    assert {*schema["required"]} <= {*shown}


@pytest.mark.parametrize("name", TYPES)
def test_what_can_be_chosen_in_a_form_can_be_asked_for(adding, name):
    session = adding(name)
    schema = session.get(f"{TYPES[name][0]}/@types/{name}".strip("/")).json()
    found = [*addresses(schema["properties"])]
    refused = {url: status for url in found if (status := session.get(url).status_code) != 200}
    assert refused == {}


def addresses(value):
    if isinstance(value, dict):
        for name, each in value.items():
            if name in ("vocabulary", "querysource", "source") and "@id" in each:
                yield each["@id"]
            else:
                yield from addresses(each)


@pytest.mark.parametrize("name", TYPES)
def test_a_fault_in_a_new_thing_is_told_at_its_field(adding, name):
    place, data, field = TYPES[name]
    answer = adding(name).post(place, json={"@type": name, **data})
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert [*answer.json()["faults"]] == [field]
    assert answer.json()["faults"][field] in answer.json()["message"]


@pytest.mark.parametrize("name", MADE)
def test_a_fault_in_a_change_is_told_at_its_field(office, name):
    path, data, field = MADE[name]
    answer = office.patch(path, json=data)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert [*answer.json()["faults"]] == [field]


def test_an_account_that_is_listed_already_is_told_at_its_field(office):
    twice = {"@type": "Channel", "title": "B", "profile_url": "https://bloggen.example.se/"}
    answer = office.post("hub/kultur", json=twice)
    assert answer.status_code == 400
    assert [*answer.json()["faults"]] == ["profile_url"]


@pytest.mark.parametrize("panel", ["socialhub", "graphic-profile"])
def test_a_control_panel_is_told_as_a_form(office, panel):
    told = office.get(f"@controlpanels/{panel}").json()
    assert {*told["data"]} <= {*told["schema"]["properties"]}
    assert all(each["title"] for each in told["schema"]["properties"].values())


def test_a_setting_that_cannot_be_is_told_at_its_field(office):
    answer = office.patch("@controlpanels/socialhub", json={"office_email": "nonsense"})
    assert answer.status_code == 400
    assert [*answer.json()["faults"]] == ["office_email"]


def test_a_channels_steps_are_told_and_taken_with_their_reason(office):
    steps = office.get("hub/kultur/bloggen/@workflow").json()["transitions"]
    names = {step["@id"].rpartition("/")[2]: step["title"] for step in steps}
    assert names["pause"] == "Pausa"
    given = {"comment": "Sommaruppehåll"}
    taken = office.post("hub/kultur/bloggen/@workflow/pause", json=given).json()
    assert (taken["review_state"], taken["comments"]) == ("paused", "Sommaruppehåll")
