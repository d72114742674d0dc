"""Whom a message waits for after a step."""

import pytest
import transaction
from days import local_day
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.duties.absence_noting import note_absence
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.reminders.deadlines import deadline
from katrineholm.socialhub.inbox.routing.routing import reroute

NOW = 1_790_000_000


@pytest.fixture
def change():
    """A function that does something as the Manager, and commits: ``change(delete, channel)``."""

    def change(doing, *given):
        transaction.begin()
        with api.env.adopt_user(SITE_OWNER_NAME):
            doing(*given)
        transaction.commit()

    return change


def away(channel, *roles):
    for role in roles:
        note_absence(channel, role, local_day(), local_day())


def test_whoever_sends_a_message_back_sees_it_no_more(receive, rest, hub):
    number, anna, cia = receive(files={"a.png": b"\x89PNG\r\n\x1a\n"}), rest("anna"), rest("cia")
    given = {"receiver": "cia", "reason": "Hon vet"}
    anna.post(f"hub/@messages/{number}/forward", json=given)
    assert cia.get(f"hub/@messages/{number}").json()["files"] == ["a.png"]
    declined = cia.post(f"hub/@messages/{number}/decline", json={"reason": "Nej"})
    assert declined.json() == {"id": number}
    for path in ("", "/evidence"):
        assert cia.get(f"hub/@messages/{number}{path}").status_code == 403
    assert cia.post(f"hub/@messages/{number}/note", json={"text": "Hej"}).status_code == 403
    assert cia.get("hub/@messages").json()["items_total"] == 0


def test_an_answer_by_the_responsible_is_hers_even_after_it_was_passed_on(
    hub, channel, receive, rest, change
):
    number = receive()
    given = {"receiver": "cia", "reason": "Hon vet"}
    rest("anna").post(f"hub/@messages/{number}/forward", json=given)
    rest("cia").post(f"hub/@messages/{number}/accept", json={})
    answer = {"answer": "Hej", "in_office": True}
    assert rest("anna").post(f"hub/@messages/{number}/answer", json=answer).status_code == 200
    change(away, channel, "responsible")
    assert messages_of(hub)[number]["who"] == "bert"


def test_a_clock_that_goes_backwards_loses_nothing(hub, receive, rest):
    first, second = receive("Ett", now=NOW), receive("Två", now=NOW - 10**8)
    assert rest("anna").get("hub/@messages").json()["items_total"] == 2
    messages = messages_of(hub)
    assert deadline(messages[second]) < deadline(messages[first])
    for number in (first, second):
        times = [line["time"] for line in messages.log(number)]
        assert times == sorted(times)
    assert reroute(hub, now=1) == []
    assert messages.broken() is None
