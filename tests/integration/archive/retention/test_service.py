"""Rules and disposals over REST and on their pages, and what the public is told."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels import retention
from katrineholm.socialhub.archive.retention import carrying
from katrineholm.socialhub.core.timeline.store import timeline_of

RULE = {"kind": "hidden", "days": 365, "decision": "DHP 2.1", "active": True}


@pytest.fixture
def bosse(api_of, archivists):
    return api_of(archivists[0])


@pytest.fixture
def evelina(api_of, archivists):
    return api_of(archivists[1])


def test_every_rule_is_an_example_until_somebody_decides(old, bosse):
    items = bosse.get("hub/@retention").json()["items"]
    assert [each["kind"] for each in items] == [*retention.KINDS]
    assert {each["active"] for each in items} == {False}


def test_a_rule_is_put_in_force_by_a_decision(old, bosse):
    assert bosse.post("hub/@retention", json=RULE).status_code == 200
    items = {each["kind"]: each for each in bosse.get("hub/@retention").json()["items"]}
    assert {name: items["hidden"][name] for name in RULE} == RULE
    assert items["hidden"]["by"] == "bosse"
    old.hub._p_jar.sync()
    assert [each.days for each in retention.past(old.hub)] == [365]


@pytest.mark.parametrize(
    "changes",
    [
        *(
            {"kind": "other"},
            {"kind": 1},
            {"days": 0},
            {"days": 29},
            {"days": 36501},
            {"days": "365"},
        ),
        *({"days": True}, {"decision": ""}, {"decision": "x" * 1001}, {"active": "yes"}),
        {"kind": "message", "days": 29},
    ],
)
def test_nonsense_is_refused_with_a_sentence(old, bosse, changes):
    answer = bosse.post("hub/@retention", json=RULE | changes)
    assert answer.status_code == 400
    assert len(answer.json()["message"]) > 5
    old.hub._p_jar.sync()
    assert list(retention.past(old.hub)) == []


def test_the_period_of_messages_is_the_inboxs_own(old, bosse, browse):
    bosse.post("hub/@retention", json=RULE | {"kind": "message", "days": 400})
    assert "minst 400 dagar" in browse().get("hub/@@personal-data").text
    transaction.begin()
    api.portal.set_registry_record("katrineholm.socialhub.keep_messages", 500)
    transaction.commit()
    items = {each["kind"]: each["days"] for each in bosse.get("hub/@retention").json()["items"]}
    assert items["message"] == 500


def test_the_public_is_told_of_what_is_in_force_alone(old, bosse, browse):
    assert "dagar efter att" not in browse().get("hub/@@personal-data").text
    bosse.post("hub/@retention", json=RULE)
    page = browse().get("hub/@@personal-data").text
    assert "Inlägg som har dolts: 365 dagar efter att de doldes (DHP 2.1)." in page
    assert "de hämtades" not in page


def test_two_dispose_of_a_post(old, bosse, evelina, carry_out):
    bosse.post("hub/@retention", json=RULE)
    answer = bosse.post("hub/@disposals", json={"kind": "hidden", "entries": [old.ids["hidden"]]})
    assert answer.status_code == 201
    told = {"proposal": answer.json()["id"], "do": "confirm"}
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


def test_the_pages_lead_from_the_rule_to_the_certificate(old, archivists, submit, browse, worker):
    first, second = archivists
    rule = {"kind": "hidden", "days": "365", "decision": "DHP 2.1", "active": "1"}
    assert submit(first, "hub/@@retention", rule).status_code == 302
    page = browse(*first).get("hub/@@dispose-entries?kind=hidden").text
    assert "Hemlig hidden" in page
    given = {"kind": "hidden", "entries": old.ids["hidden"], "decision": "KS § 7", "do": "propose"}
    assert submit(first, "hub/@@dispose-entries", given).status_code == 302
    assert "Någon annan än du bekräftar." in browse(*first).get("hub/@@dispose-entries").text
    old.hub._p_jar.sync()
    [name] = [each["id"] for each in _proposals(browse, first)]
    confirmed = {"proposal": name, "do": "confirm"}
    assert "Bekräfta att" in submit(second, "hub/@@dispose-entries", confirmed).text
    confirmed["confirmed"] = "1"
    assert submit(second, "hub/@@dispose-entries", confirmed).status_code == 302
    certificate = f"hub/@@disposal-certificate?proposal={name}"
    assert browse(*first).get(certificate).status_code == 404
    old.hub._p_jar.sync()
    carrying.dispose_all(worker)
    answer = browse(*first).get(certificate)
    assert answer.headers["Content-Disposition"].endswith(f'"gallringsbevis-{name}.txt"')
    for words in ("KS § 7", "Bosse (bosse)", "Evelina (evelina)", "Gallrat: 1 av 1"):
        assert words in answer.text
    assert old.ids["hidden"] in answer.text
    assert "Hemlig" not in answer.text
    transaction.begin()
    assert timeline_of(old.hub).whole(old.ids["hidden"])["title"] == ""


def test_a_rule_that_is_refused_is_told_and_stands_in_its_form(old, archivists, submit):
    rule = {"kind": "hidden", "days": "många", "decision": "DHP", "active": "1"}
    page = submit(archivists[0], "hub/@@retention", rule).text
    assert "Skriv tiden i dagar, från 30 till 36500." in page
    assert 'value="många"' in page


@pytest.mark.parametrize("name", ["@retention", "@disposals"])
def test_nobody_else_may(old, api_of, person, name):
    for login in ((), person("Editor"), person("Registrar"), person("Information Officer")):
        assert api_of(login).get(f"hub/{name}").status_code in (401, 403)


def _proposals(browse, login):
    session = browse(*login)
    session.headers["Accept"] = "application/json"
    return session.get("hub/@disposals").json()["items"]
