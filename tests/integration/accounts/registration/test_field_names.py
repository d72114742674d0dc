"""What is read over REST can be written back, and a name that nobody knows is refused."""

import pytest
from zope.schema import getFields

from katrineholm.socialhub.accounts.channels.interfaces import IChannel

CHANNEL = {"@type": "Channel", "title": "K", "profile_url": "https://x.com/katrineholm"}
PLACE = {
    "@type": "FacebookPlace",
    "title": "Evenemang",
    "profile_url": "https://www.facebook.com/events/123456789",
    "place_type": "event",
}
PARTY = {"@type": "CouncilParty", "title": "Partiet", "abbreviation": "P"}
THINGS = [
    ("hub", {"@type": "Administration", "title": "A"}),
    ("hub", PARTY),
    ("hub/kultur", CHANNEL),
    ("hub/kultur", PLACE),
]


@pytest.fixture
def ask(functional_administration, manager_request):
    """A function that asks as the Manager: ``ask("PATCH", "hub/kultur", {…})``."""
    return lambda method, path, json=None: manager_request.request(method, path, json=json)


@pytest.mark.parametrize(("place", "given"), THINGS)
def test_what_a_get_gives_is_taken_back_and_changes_nothing(ask, place, given):
    path = f"{place}/ny"
    assert ask("POST", place, given | {"id": "ny"}).status_code == 201
    before = ask("GET", path).json()
    answer = ask("PATCH", path, before)
    assert answer.status_code == 204, answer.text
    after = ask("GET", path).json()
    assert {**after, "modified": ""} == {**before, "modified": ""}


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(("place", "given"), THINGS)
def test_a_name_that_nobody_knows_is_refused_in_one_sentence(ask, place, given, method):
    if method == "PATCH":
        ask("POST", place, given | {"id": "ny"})
        path, sent = f"{place}/ny", {}
    else:
        path, sent = place, given
    answer = ask(method, path, sent | {"title": "Annan", "purposes": "x", "Titel": "y"})
    assert (answer.status_code, answer.json()["message"]) == (
        400,
        "Det finns inga fält som heter: Titel, purposes.",
    )
    if method == "PATCH":
        assert ask("GET", path).json()["title"] == given["title"]
    else:
        assert "annan" not in [
            each["id"] for each in ask("GET", place).json()["items"] if "id" in each
        ]


@pytest.mark.parametrize(
    ("place", "given", "sent", "kept"),
    [
        ("hub", PARTY, {"url": "https://p.example.se/"}, {"link": "https://p.example.se/"}),
        (
            "hub/kultur",
            PLACE,
            {"starts": "2026-12-01T18:00:00", "ends": "2026-12-01T20:00:00"},
            {
                "event_starts": "2026-12-01T17:00:00+00:00",
                "event_ends": "2026-12-01T19:00:00+00:00",
            },
        ),
        (
            "hub/kultur",
            PLACE,
            {"url": "facebook.com/events/987654321"},
            {"profile_url": "https://www.facebook.com/events/987654321"},
        ),
        (
            "hub/kultur",
            CHANNEL,
            {"contact": {"email": "k@example.se", "phone": "0150-1", "url": "example.se/k"}},
            {
                "contact_email": "k@example.se",
                "contact_phone": "0150-1",
                "contact_url": "https://example.se/k",
            },
        ),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_lists_own_names_are_taken(ask, place, given, sent, kept, method):
    first = given | {"id": "ny"}
    if method == "POST":
        # Where both names are there, the field's own counts.
        first = {name: first[name] for name in first if name not in kept} | sent
    assert ask("POST", place, first).status_code == 201
    if method == "PATCH":
        assert ask("PATCH", f"{place}/ny", sent).status_code == 204
    found = ask("GET", f"{place}/ny").json()
    assert {name: found[name] for name in kept} == kept


def test_a_channel_as_the_list_gives_it_is_taken_back(ask):
    ask("POST", "hub/kultur", CHANNEL | {"id": "ny"})
    ask("PATCH", "hub/kultur", {"email": "kultur@example.se"})
    [item] = ask("GET", "hub/@channels").json()["items"]
    assert item["contact"]["email"] == "kultur@example.se"
    assert ask("PATCH", "hub/kultur/ny", item).status_code == 204
    assert ask("GET", "hub/kultur/ny").json()["contact_email"] is None


def test_a_field_that_a_step_sets_is_refused_where_it_is_another(ask):
    """It was answered by 204, and nothing was changed."""
    ask("POST", "hub/kultur", CHANNEL | {"id": "ny"})
    names = [name for name, field in getFields(IChannel).items() if field.readonly]
    assert "link_only_reason" in names
    for name in names:
        answer = ask("PATCH", "hub/kultur/ny", {name: "2026-01-01"})
        assert (answer.status_code, list(answer.json()["faults"])) == (400, [name])
        assert ask("PATCH", "hub/kultur/ny", {name: None}).status_code == 204
