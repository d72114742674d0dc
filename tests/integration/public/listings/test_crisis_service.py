"""*Viktigt nu* for programs, and in what they read anyway."""

from datetime import UTC, datetime, timedelta

import pytest

from katrineholm.socialhub.accounts.channels import crisis

LATER = (datetime.now(UTC) + timedelta(hours=3)).replace(microsecond=0).isoformat()


@pytest.fixture
def api(request_factory):
    """A function that opens a program's session: anonymous, or with a name and a password."""
    return lambda *login: request_factory(basic_auth=login or None)


def test_it_is_told_to_everybody(crisis_place, api, office):
    nothing = {"@id": f"{crisis_place.hub.absolute_url()}/@crisis", "active": False}
    assert api().get("hub/@crisis").json() == nothing
    sent = {"entry": crisis_place.ids["Vatten"], "until": LATER}
    answer = api(*office).post("hub/@crisis", json=sent)
    assert answer.status_code == 200
    told = api().get("hub/@crisis").json()
    assert told == answer.json()
    assert told["active"]
    assert told["entry"] == crisis_place.ids["Vatten"]
    assert told["channel"]["title"] == "Bloggen"
    assert [entry["title"] for entry in told["entries"]] == ["Vatten"]
    assert told["until"] == LATER
    assert "by" not in told
    ended = api(*office).post("hub/@crisis", json={"active": False})
    assert ended.json() == nothing


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"until": LATER},
        {"channel": "{Bloggen}"},
        {"channel": "{Bloggen}", "entry": "{Vatten}", "until": LATER},
        {"channel": ["x"], "until": LATER},
        {"channel": "{Bloggen}", "until": 7},
        {"channel": "{Utkast}", "until": LATER},
        {"entry": "{Hemlig}", "until": LATER},
        {"entry": "{Väntar}", "until": LATER},
    ],
)
def test_what_cannot_be_put_there_is_refused(crisis_place, api, office, sent):
    names = crisis_place.uids | crisis_place.ids
    body = {
        key: value.format(**names) if isinstance(value, str) and "{" in value else value
        for key, value in sent.items()
    }
    answer = api(*office).post("hub/@crisis", json=body)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert [*crisis.order_log(crisis_place.hub)] == []


@pytest.mark.parametrize("sent", ["[]", '"text"', "null", '{"entry"', "entry=1"])
def test_what_is_no_json_object_is_refused(crisis_place, api, office, sent):
    headers = {"Content-Type": "application/json"}
    answer = api(*office).post("hub/@crisis", data=sent, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["type"] == "BadRequest"
    assert answer.json()["message"] == "Skicka ett JSON-objekt."


def test_only_the_office_puts_it_there(crisis_place, api, person):
    sent = {"channel": crisis_place.uids["Bloggen"], "until": LATER}
    assert api().post("hub/@crisis", json=sent).status_code == 401
    editor = person("Editor", at=crisis_place.hub.kultur)
    assert api(*editor).post("hub/@crisis", json=sent).status_code in (401, 403)
    assert [*crisis.order_log(crisis_place.hub)] == []


def test_the_list_of_entries_and_the_feeds_tell_it(crisis_place, api, browse, office):
    assert "crisis" not in api().get("hub/@entries").json()
    assert "Viktigt nu" not in browse().get("hub/@@rss").text
    api(*office).post("hub/@crisis", json={"channel": crisis_place.uids["Bloggen"], "until": LATER})
    told = api().get("hub/@entries").json()["crisis"]
    assert [entry["title"] for entry in told["entries"]] == ["Vatten"]
    assert browse().get("hub/@@rss").text.count(">Viktigt nu</category>") == 1
    assert browse().get("hub/@@atom").text.count('term="Viktigt nu"') == 1
    items = browse().get("hub/@@json-feed").json()["items"]
    assert [item["title"] for item in items if "Viktigt nu" in item.get("tags", ())] == ["Vatten"]
