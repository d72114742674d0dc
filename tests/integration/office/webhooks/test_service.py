"""Receivers made and tended by a program."""

import pytest
import transaction

from katrineholm.socialhub.office.webhooks.storage import all_receivers, find_receiver

URL = "https://mottagare.example.se/in"
HERE = "hub/@webhooks"


@pytest.fixture
def office(person):
    return person("Information Officer")


@pytest.fixture
def rest(request_factory, office):
    """A function that asks as the information office does: ``rest("POST", json=…)``."""

    def rest(method, login=office, **how):
        answer = request_factory(basic_auth=login or None).request(method, HERE, **how)
        transaction.begin()
        return answer

    return rest


def test_a_receiver_is_made_and_its_secret_told_once(rest, hub):
    answer = rest("POST", json={"url": URL, "title": "Intranätet", "events": ["entry.new"]})
    assert answer.status_code == 201
    made = answer.json()
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    listed = rest("GET")
    assert secret not in listed.text
    assert listed.json() == {
        "@id": f"{hub.absolute_url()}/@webhooks",
        "items": [made],
        "items_total": 1,
        "untaken": [],
    }
    assert made == made | {
        **{"title": "Intranätet", "url": URL, "events": ["entry.new"], "state": "on"},
        **{"waiting": 0, "dead": 0, "taken": None, "problem": None},
    }


def test_a_receiver_is_turned_off_and_let_go(rest, hub, hook):
    assert rest("POST", json={"id": hook.id, "do": "off"}).json()["items"][0]["state"] == "off"
    assert rest("POST", json={"do": "again", "ids": ["nobody:1"]}).status_code == 200
    assert rest("POST", json={"id": hook.id, "do": "remove"}).json()["items"] == []


def test_a_program_changes_a_secret(rest, hub, hook):
    answer = rest("POST", json={"id": hook.id, "do": "new-secret", "days": 1})
    assert answer.json()["secret"].startswith("whsec_")
    assert answer.json()["items"][0]["former_until"]
    assert find_receiver(hub, hook.id).former == hook.cipher
    answer = rest("POST", json={"id": hook.id, "do": "new-secret"})
    assert answer.json()["items"][0]["former_until"] is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": URL},
        {"url": 7, "events": ["entry.new"]},
        {"url": URL, "events": [["entry.new"]]},
        {"url": URL, "events": ["entry.new"], "title": 7},
        {"url": "http://127.0.0.1:22/", "events": []},
        {"do": "off", "id": "nobody"},
        {"do": "off", "id": {"a": 1}},
        {"do": "new-secret", "id": "nobody", "days": 7},
        {"do": ["off"], "id": "a"},
        {"do": "again", "ids": [{"a": 1}]},
        [1],
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(rest, hub, body):
    answer = rest("POST", json=body)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")
    assert all_receivers(hub) == []


@pytest.fixture
def editor(person, functional_administration):
    return person("Editor", at=functional_administration)


def test_nobody_else_is_let_in(editor, rest, hub):
    for login in (editor, ()):
        for method in ("GET", "POST"):
            answer = rest(method, login, json={"url": URL, "events": ["entry.new"]})
            assert answer.status_code in (401, 403)
    assert all_receivers(hub) == []
