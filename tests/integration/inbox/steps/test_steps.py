"""A step, and what is stated with it, by whomever."""

from contextlib import nullcontext

import pytest
from helpers.integration.inbox.steps import step
from officers import NOW
from plone import api
from settling import DIARY, close

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.steps import add_note, take_step

FIRST = {"diary_number": "KS 2026/1"} | DIARY


@pytest.mark.parametrize(
    ("name", "status"), [("anna", 200), ("bert", 403), ("rut", 200), ("arne", 403)]
)
def test_handlers_state_what_a_message_is(receive, rest, name, status):
    number = receive()
    assert step(rest(name), number, "state", minor=True).status_code == status
    facts = rest("anna").get(f"hub/@messages/{number}").json()["facts"]
    assert facts["minor"] == (status == 200)


def test_what_is_stated_along_with_a_step_on_a_closed_message_is_not_kept(receive, rest):
    number = receive()
    assert close(rest("anna"), number).status_code == 200
    body = step(rest("rut"), number, "register", case=True, **FIRST).json()
    assert (body["facts"]["case"], "case" in body["log"][-1]["given"]) == (False, False)


@pytest.mark.parametrize(
    ("given", "later", "is_refused"),
    [
        (FIRST, 0, True),
        (FIRST, 59, True),
        (FIRST, 60, False),
        (FIRST | {"diary_number": "KS 2026/2"}, 0, False),
        (FIRST | {"diary_party": "Ida"}, 0, False),
        (FIRST | {"case": True}, 0, False),
    ],
)
def test_a_double_click_registers_once(receive, hub, given, later, is_refused):
    number = receive(now=NOW)
    with api.env.adopt_user("rut"):
        take_step(hub, number, "register", FIRST, now=NOW)
        with pytest.raises(Refused) if is_refused else nullcontext() as refused:
            take_step(hub, number, "register", given, now=NOW + later)
    assert not is_refused or refused.value.guard == "twice"
    registered = [line for line in messages_of(hub).log(number) if line["step"] == "register"]
    assert len(registered) == 2 - is_refused


def test_what_is_registered_again_after_something_else_is_no_double_click(receive, hub):
    number = receive(now=NOW)
    with api.env.adopt_user("rut"):
        take_step(hub, number, "register", FIRST, now=NOW)
        add_note(hub, number, "Fel nummer?", now=NOW)
        take_step(hub, number, "register", FIRST, now=NOW)


def test_passing_on_lends_the_message_to_its_receiver(receive, rest):
    number, anna, cia = receive(), rest("anna"), rest("cia")
    step(anna, number, "forward", receiver="cia", reason="Hon vet")
    assert cia.get("hub/@messages").json()["items_total"] == 1
    assert step(cia, number, "accept").json()["waits_for"] == "Cia"
    assert step(anna, number, "claim").json()["guard"] == "state"
    assert "Cia" in step(anna, number, "claim").json()["message"]
    answered = step(cia, number, "answer", answer="Hej!", in_office=True)
    assert answered.json()["state"] == "answered"


def test_a_receiver_who_has_closed_a_message_can_open_it_again(receive, rest):
    number, cia = receive(), rest("cia")
    step(rest("anna"), number, "forward", receiver="cia", reason="Hon vet")
    step(cia, number, "accept")
    step(cia, number, "answer", answer="Hej!", in_office=True)
    assert close(cia, number).json()["state"] == "closed"
    assert cia.get(f"hub/@messages/{number}").status_code == 200
    assert step(cia, number, "reopen", reason="Fel knapp").json()["id"] == number
    assert rest("anna").get(f"hub/@messages/{number}").json()["state"] == "assessing"


def test_a_registration_is_not_blamed_for_a_step_that_comes_too_late(receive, rest):
    number, anna = receive(), rest("anna")
    step(anna, number, "claim")
    step(rest("rut"), number, "register", **FIRST)
    assert "Rut" not in step(anna, number, "claim").json()["message"]
