"""Rules and disposals over REST and on their pages, and what the public is told."""

import pytest

from katrineholm.socialhub.accounts.channels import retention

RULE = {"kind": "hidden", "days": 365, "decision": "DHP 2.1", "active": True}


@pytest.fixture
def evelina(api_of, archivists):
    return api_of(archivists[1])


def rule_of(session):
    return {each["kind"]: each for each in session.get("hub/@retention").json()["items"]}["hidden"]


def test_a_rule_is_put_in_force_by_two(old, bosse, evelina):
    assert bosse.post("hub/@retention", json=RULE).status_code == 200
    assert rule_of(bosse)["active"] is False
    waits = rule_of(evelina)["proposed"]
    assert {name: waits[name] for name in RULE} == RULE
    decided = {"do": "confirm", "kind": "hidden", "proposed": waits["proposed"]}
    assert bosse.post("hub/@retention", json=decided).status_code == 400
    assert evelina.post("hub/@retention", json=decided).status_code == 200
    found = rule_of(bosse)
    assert {name: found[name] for name in RULE} == RULE
    assert (found["by"], found["confirmed_by"], found["proposed"]) == ("bosse", "evelina", None)
    old.hub._p_jar.sync()
    assert [each.days for each in retention.rule_log(old.hub)] == [365]


@pytest.mark.parametrize(
    "changes",
    [
        *(
            {"kind": "other"},
            {"kind": 1},
            {"days": 0},
            {"days": 29},
            {"days": 36501},
            {"days": "x"},
        ),
        *({"days": True}, {"decision": ""}, {"decision": "x" * 1001}, {"active": "maybe"}),
        {"kind": "message", "days": 29},
    ],
)
def test_nonsense_is_refused_with_a_sentence(old, bosse, changes):
    answer = bosse.post("hub/@retention", json=RULE | changes)
    assert answer.status_code == 400
    assert len(answer.json()["message"]) > 5
    old.hub._p_jar.sync()
    assert list(retention.rule_log(old.hub)) == []


def test_the_public_is_told_of_what_is_in_force_alone(old, bosse, in_force, browse):
    bosse.post("hub/@retention", json=RULE)
    assert "dagar efter att" not in browse().get("hub/@@personal-data").text
    old.hub._p_jar.sync()
    in_force("hidden")
    page = browse().get("hub/@@personal-data").text
    assert "Inlägg som har dolts: 365 dagar efter att de doldes (DHP 2.1)." in page
    assert "de hämtades" not in page


def test_two_dispose_of_a_post(old, bosse, evelina, in_force, carry_out):
    in_force("hidden")
    answer = bosse.post("hub/@disposals", json={"kind": "hidden", "entries": [old.ids["hidden"]]})
    assert answer.status_code == 201
    told = {"proposal": answer.json()["id"], "do": "confirm"}
    [seen] = evelina.get(f"hub/@disposals?proposal={told['proposal']}").json()["items"]
    assert (seen["title"], seen["channel"], seen["held"]) == ("Hemlig hidden", "Bloggen", None)
    assert seen["url"].endswith(f"/@@record/{old.ids['hidden']}")
    assert bosse.post("hub/@disposals", json=told).status_code == 400
    assert evelina.post("hub/@disposals", json=told).json()["state"] == "confirmed"
    assert bosse.post("hub/@disposals", json={**told, "do": "withdraw"}).status_code == 400
    old.hub._p_jar.sync()
    carry_out()
    [item] = bosse.get("hub/@disposals").json()["items"]
    assert (item["state"], item["items"][0]["outcome"]) == ("done", "gone")
    assert len(item["items"][0]["hashes"][0]) == 64


@pytest.mark.parametrize(
    "body",
    [{}, {"kind": "hidden"}, {"kind": "hidden", "entries": [1]}, {"proposal": 1, "do": "confirm"}],
)
def test_a_disposal_that_is_none_is_refused(old, bosse, body):
    assert bosse.post("hub/@disposals", json=body).status_code == 400


def test_an_unknown_proposal_is_not_found(old, bosse):
    assert bosse.get("hub/@disposals?proposal=x").status_code == 404


@pytest.mark.parametrize("name", ["@retention", "@disposals"])
def test_nobody_else_may(old, api_of, person, name):
    for login in ((), person("Editor"), person("Registrar"), person("Information Officer")):
        assert api_of(login).get(f"hub/{name}").status_code in (401, 403)
