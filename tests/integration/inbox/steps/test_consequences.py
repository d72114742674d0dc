"""Whom a message waits for after a step."""

import pytest
import transaction
from days import local_day
from helpers.integration.inbox.steps import NOW, away, step

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.deadlines import current_deadline
from katrineholm.socialhub.inbox.steps.routing import reroute_messages


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
    assert current_deadline(messages[second]) < current_deadline(messages[first])
    for number in (first, second):
        times = [line["time"] for line in messages.log(number)]
        assert times == sorted(times)
    assert reroute_messages(hub, now=1) == []
    assert messages.first_mismatch() is None


FORWARD = {"receiver": "cia", "reason": "Hon vet"}


def test_what_was_passed_on_is_taken_back(receive, rest, hub):
    number, anna = receive(), rest("anna")
    step(anna, number, "forward", **FORWARD)
    assert step(anna, number, "take-back", reason="Jag kan själv").status_code == 200
    transaction.begin()
    assert messages_of(hub).state(number).handling == "assessing"
    assert messages_of(hub)[number]["who"] == "anna"
    assert rest("cia").get(f"hub/@messages/{number}").status_code == 403


def test_what_was_passed_on_can_be_acted_on_by_whoever_passed_it_on(receive, rest, hub):
    number, anna = receive(), rest("anna")
    step(anna, number, "forward", **FORWARD)
    assert step(anna, number, "act", rules=["K1"], reason="Påhopp").json()["state"] == "acting"
    transaction.begin()
    assert messages_of(hub)[number]["who"] == "anna"
    assert step(anna, number, "unpublish").status_code == 200


@pytest.mark.parametrize("before", [(), ("accept",)])
def test_a_receiver_who_finds_that_it_breaks_a_rule_gives_it_to_whoever_takes_it_down(
    receive, rest, hub, before
):
    number, anna, cia = receive(), rest("anna"), rest("cia")
    step(anna, number, "forward", **FORWARD)
    for each in before:
        step(cia, number, each)
    assert step(cia, number, "act", rules=["K1b"], reason="Påhopp").json() == {"id": number}
    transaction.begin()
    assert (messages_of(hub)[number]["who"], messages_of(hub).state(number).handling) == (
        "anna",
        "acting",
    )
    assert step(cia, number, "unpublish").status_code == 403


def test_a_receiver_returns_or_passes_on_what_she_has_taken_over(receive, rest, hub):
    number, anna, cia = receive(), rest("anna"), rest("cia")
    step(anna, number, "forward", **FORWARD)
    step(cia, number, "accept")
    assert step(cia, number, "forward", receiver="dan", reason="Han vet").status_code == 200
    transaction.begin()
    assert messages_of(hub)[number]["who"] == "dan"
    # Before anybody has taken it over it can be passed on, too; by its receiver alone.
    given = {"receiver": "bert", "reason": "Han vet mer"}
    assert step(anna, number, "pass-on", **given).status_code == 403
    assert step(rest("dan"), number, "pass-on", **given).status_code == 200
    back = {"receiver": "dan", "reason": "Nej, han"}
    assert step(rest("bert"), number, "pass-on", **back).status_code == 200
    assert step(rest("dan"), number, "accept").status_code == 200
    assert step(rest("dan"), number, "decline", reason="Nej").status_code == 200
    transaction.begin()
    assert messages_of(hub)[number]["who"] == "anna"


def test_a_late_message_stays_late_whatever_is_done_and_taken_back(receive, rest, hub):
    number, anna = receive(), rest("anna")
    due = current_deadline(messages_of(hub)[number])
    for name, given in (
        ("act", {"rules": ["K1"], "reason": "Påhopp"}),
        ("withdraw", {"reason": "Nej"}),
        ("claim", {}),
        ("forward", FORWARD),
        ("take-back", {"reason": "Själv"}),
    ):
        assert step(anna, number, name, **given).status_code == 200
        transaction.begin()
        assert current_deadline(messages_of(hub)[number]) <= due
        assert anna.get(f"hub/@messages/{number}").json()["is_late"]
    assert messages_of(hub).first_mismatch() is None


def test_a_threat_that_was_sent_directly_is_marked_and_reported_to_the_police(
    receive, rest, submit, people, hub
):
    number, anna = receive("Jag ska döda dig", is_direct=True), rest("anna")
    marked = step(anna, number, "mark", rules=["L1"], reason="Hot")
    assert (marked.json()["facts"]["rules"], marked.json()["is_urgent"]) == (["L1"], True)
    form = {"number": str(number), "day": local_day().isoformat(), "reference": "K123-26"}
    assert submit(people["anna"], "hub/@@note-police", form).status_code == 302
    transaction.begin()
    assert messages_of(hub).log(number)[-1]["step"] == "police"
    assert step(anna, number, "unmark", reason="Skämt").json()["facts"]["rules"] == []
