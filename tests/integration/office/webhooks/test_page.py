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
