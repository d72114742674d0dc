"""An officer is led through the steps of a message."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.messages.store import messages_of


@pytest.fixture
def send(submit, people):
    """A function that sends a form to a message: ``send("anna", 1, "act", rules=["K1"])``."""

    def send(name, number, step, **data):
        return submit(people[name], f"hub/@@messages/{number}/{step}", data)

    return send


@pytest.fixture
def look(browse, people):
    """A function that opens a message's page, or the list: ``look("anna", 1)``."""
    return lambda name, rest="": browse(*people[name]).get(f"hub/@@messages{rest and f'/{rest}'}")


@pytest.fixture
def state(hub):
    """A function that tells where a message stands."""

    def state(number):
        transaction.begin()
        return messages_of(hub).state(number)

    return state


def asked(page):
    """The question that a page asks."""
    found = re.search(r'<input[^>]*name="question"[^>]*>', page)
    return re.search(r'value="([\w-]+)"', found[0])[1] if found else None


def offered(page):
    """The steps that a page offers, in their order."""
    return re.findall(r'id="step-([\w-]+)"', page)


def answer(send, name, number, question, answer, **ticks):
    return send(name, number, "state", question=question, answer=answer, **ticks)


def test_an_officer_is_led_from_an_insult_to_closed(receive, look, send, state):
    number = receive()
    assert asked(look("anna", number).text) == "rules"
    answer(send, "anna", number, "rules", "yes")
    page = look("anna", number).text
    assert (asked(page), offered(page)[0]) == ("case", "act")
    send("anna", number, "act", rules=["K1"], reason="Personangrepp")
    assert offered(look("anna", number).text)[:2] == ["unpublish", "delete"]
    send("anna", number, "unpublish", receipt="Dold")
    assert asked(look("anna", number).text) == "case"
    answer(send, "anna", number, "case", "no")
    page = look("anna", number).text
    assert offered(page)[0] == "close"
    assert page.index('href="#socialhub-statement"') < page.index('id="step-close"')
    assert "restore" in offered(page)
    assert f"@@messages/{number}/evidence/1" in page
    assert send("anna", number, "close").status_code == 302
    assert state(number).handling == "closed"


def test_the_author_is_told_next_until_that_is_done(receive, look, send, submit, people):
    number = receive()
    said = {"number": str(number), "way": "unknown"}

    def is_led():
        page = look("anna", number).text
        assert page.count('id="socialhub-statement"') == ("@@give-statement" in page)
        return 'href="#socialhub-statement"' in page

    send("anna", number, "act", rules=["K1"], reason="Personangrepp")
    assert not is_led()
    send("anna", number, "unpublish")
    assert is_led()
    submit(people["anna"], "hub/@@give-statement", said)
    assert not is_led()
    send("anna", number, "delete", confirmed="yes")
    assert is_led()
    assert 'href="#socialhub-statement"' not in look("rut", number).text


def test_an_officer_is_led_to_an_answer(receive, look, send, state):
    number = receive("När öppnar badet?")
    for question, given in (("rules", "no"), ("direct", "no"), ("case", "no")):
        assert asked(look("anna", number).text) == question
        answer(send, "anna", number, question, given)
    answer(send, "anna", number, "answer_due", "yes")
    answer(send, "anna", number, "who", "yes")
    assert offered(look("anna", number).text)[0] == "claim"
    send("anna", number, "claim")
    assert offered(look("anna", number).text)[0] == "answer"
    send("anna", number, "answer", answer="I juni!", in_office="yes")
    send("anna", number, "close")
    assert state(number).handling == "closed"


def test_a_question_can_be_answered_anew(receive, look, send, browse, people):
    number = receive()
    answer(send, "anna", number, "rules", "no")
    page = browse(*people["anna"]).get(f"hub/@@messages/{number}?question=rules").text
    assert asked(page) == "rules"
    assert ">: Bryter det mot " in look("anna", number).text
    answer(send, "anna", number, "rules", "yes")
    assert offered(look("anna", number).text)[0] == "act"


def test_a_case_or_what_is_secret_is_said_which(receive, send, state):
    number = receive()
    refused = answer(send, "anna", number, "case", "yes")
    assert (refused.status_code, 'role="alert"' in refused.text) == (200, True)
    answer(send, "anna", number, "case", "yes", secret="yes")
    facts = state(number).facts
    assert (facts.case, facts.secret) == (False, True)
