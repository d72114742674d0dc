"""The office's receivers in the browser: made, tried, turned off and on, and let go."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources import vault
from katrineholm.socialhub.office.webhooks.events import EVENT_TYPES
from katrineholm.socialhub.office.webhooks.storage import (
    STORAGE,
    all_receivers,
    dead_deliveries,
    delivery_count,
    find_receiver,
    mark_failed,
)

PAGE = "hub/@@webhooks"
SECRET = re.compile(r'value="(whsec_[\w+/=]+)"')
MADE = {"do": "make", "url": "https://mottagare.example.se/in", "title": "Intranätet"}
NOBODY = FeedError("unwanted")


@pytest.fixture
def office(person):
    return person("Information Officer")


@pytest.fixture
def untaken(hub, hook, receive):
    """A receiver that wants no more, with a message that it has not taken; the message's name."""
    receive("Hej")
    [key] = [key for key, _waiting in waiting(hub)]
    mark_failed(hub, key, NOBODY, 1)
    transaction.commit()
    return ":".join(key)


def waiting(hub):
    return STORAGE.read(hub)["waiting"].items()


@pytest.mark.usefixtures("framed")
def test_a_receiver_is_made_and_its_secret_shown_once(submit, office, browse, hub):
    page = submit(office, PAGE, MADE | {"events": ["entry.new", "channel.closed"]}).text
    secret = SECRET.search(page)[1]
    again = browse(*office).get(PAGE)
    assert "no-store" in again.headers["Cache-Control"]
    assert secret not in again.text
    events = ("Ett nytt inlägg har kommit", "En kanal har avslutats")
    for words in ("Intranätet", MADE["url"], *events):
        assert words in again.text
    transaction.begin()
    [hook] = all_receivers(hub)
    assert (hook.events, hook.by) == (("entry.new", "channel.closed"), office[0])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": "ftp://a.example.se"}, "ska börja med http"),
        ({"url": "https://a:b@a.example.se"}, "användarnamn"),
        ({"url": "https://a.example.se:22/"}, "port"),
        ({"url": "http://10.0.0.1/"}, "privat nät"),
        ({"url": ""}, "ska börja med http"),
        ({"url": "https://a.example.se/" + "x" * 3000}, "för lång"),
        ({"events": []}, "Välj vad mottagaren ska få veta."),
        ({"events": ["entry.new", "everything"]}, "Välj vad mottagaren ska få veta."),
        ({"do": "dance"}, "Välj vad som ska göras."),
        ({"do": "on", "id": "nobody"}, "Det finns ingen sådan mottagare."),
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_cannot_be_made_is_refused_in_a_sentence(submit, office, hub, given, sentence):
    page = submit(office, PAGE, MADE | {"events": [*EVENT_TYPES]} | given).text
    assert sentence in page
    assert not SECRET.search(page)
    transaction.begin()
    assert all_receivers(hub) == []


def test_without_the_servers_key_nothing_is_made(submit, office, hub, environ):
    environ.delenv("SOCIALHUB_KEYS")
    vault.default_vault.cache_clear()
    assert "SOCIALHUB_KEYS" in submit(office, PAGE, MADE | {"events": ["entry.new"]}).text
    transaction.begin()
    assert all_receivers(hub) == []


def test_another_sites_form_makes_nothing(submit, office, hub):
    answer = submit(office, PAGE, MADE | {"events": ["entry.new"]}, token=False)
    assert answer.status_code == 403
    transaction.begin()
    assert all_receivers(hub) == []


def test_a_receiver_is_turned_off_and_on_and_let_go(submit, office, hub, hook):
    for do, state in (("off", ["off"]), ("on", ["on"]), ("remove", [])):
        assert submit(office, PAGE, {"do": do, "id": hook.id}).status_code == 302
        transaction.begin()
        assert [each.state for each in all_receivers(hub)] == state


@pytest.mark.usefixtures("framed")
def test_a_secret_is_changed_and_the_new_one_shown_once(submit, office, browse, hub, hook):
    page = submit(office, PAGE, {"do": "new-secret", "id": hook.id, "days": "7"}).text
    secret = SECRET.search(page)[1]
    again = browse(*office).get(PAGE).text
    assert secret not in again
    assert "Den gamla hemligheten gäller vid sidan av den nya till" in again
    transaction.begin()
    changed = find_receiver(hub, hook.id)
    assert changed.former == hook.cipher
    page = submit(office, PAGE, {"do": "new-secret", "id": hook.id, "days": "8"}).text
    assert "Välj hur länge den gamla hemligheten ska gälla." in page
    transaction.begin()
    assert find_receiver(hub, hook.id) == changed


def test_a_test_says_what_the_receiver_answers(submit, office, hub, hook):
    page = submit(office, PAGE, {"do": "test", "id": hook.id}).text
    assert "mottagare.example.se" in page
    assert "alert-danger" in page
    transaction.begin()
    assert delivery_count(hub, hook.id) == 0


@pytest.mark.usefixtures("framed")
def test_the_board_tells_of_it_until_it_is_mended(submit, office, browse, hub, hook, untaken):
    def board():
        return browse(*office).get("hub/@@board").text

    assert "Mottagare av webhookar som inte svarar: Intranätet." in board()
    page = browse(*office).get(PAGE).text
    assert "Avstängd: den svarar inte" in page
    assert "Mottagaren säger att den inte vill ha mer (410)." in page
    submit(office, PAGE, {"do": "on", "id": hook.id})
    assert "Webhookar som ingen mottagare har tagit emot: 1." in board()
    submit(office, PAGE, {"do": "again", "ids": untaken})
    transaction.begin()
    assert (len(dead_deliveries(hub)), delivery_count(hub, hook.id)) == (0, 1)
    assert "Webhookar som ingen" not in board()


def test_what_was_given_up_is_thrown_away(submit, office, hub, hook, untaken):
    submit(office, PAGE, {"do": "throw-away", "ids": ["nobody:1", "x", untaken]})
    transaction.begin()
    assert (dead_deliveries(hub), delivery_count(hub, hook.id)) == ([], 0)


URL = "https://mottagare.example.se/in"
HERE = "hub/@webhooks"


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
