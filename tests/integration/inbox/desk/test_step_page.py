"""A step by a form: taken, or refused with all that was written."""

import re

import pytest
import transaction
from helpers.integration.inbox.desk import offered
from plone import api


@pytest.mark.parametrize(("name", "may"), [("anna", True), ("rut", True), ("arne", False)])
def test_only_handlers_can_change_what_is_stated(receive, look, name, may):
    number = receive()
    form = look(name, number).text.partition(f'messages/{number}/state"')[0]
    fieldset = form.rpartition("<fieldset")[2].partition(">")[0]
    assert ("disabled" in fieldset) != may


@pytest.mark.parametrize("step", ["explode", "unpublish", "assess", "<b>", "__class__"])
def test_a_step_that_cannot_be_taken_is_refused_in_a_sentence(receive, send, state, step):
    number = receive()
    found = send("anna", number, step)
    assert found.status_code in (200, 404)
    assert found.status_code == 404 or 'role="alert"' in found.text
    assert state(number).handling == "assessing"


def test_a_refusal_keeps_what_was_written(receive, send):
    number = receive()
    written = {"forward-receiver": "ingen", "forward-reason": "Hon vet mer om saken"}
    found = send("anna", number, "decide", way="forward", **written)
    assert 'role="alert"' in found.text
    assert "Hon vet mer om saken</textarea>" in found.text
    assert 'value="ingen"' in found.text


def test_a_form_of_another_site_is_refused(receive, submit, people, state):
    number = receive()
    url = f"hub/@@messages/{number}/claim"
    assert submit(people["anna"], url, {}, token=False).status_code == 403
    assert state(number).handling == "assessing"


def test_an_address_of_a_step_leads_to_the_message(receive, browse, people):
    number = receive()
    found = browse(*people["anna"]).get(f"hub/@@messages/{number}/act", allow_redirects=False)
    assert (found.status_code, found.headers["Location"][-3:]) == (302, f"s/{number}"[-3:])


@pytest.mark.usefixtures("framed")
def test_the_second_of_two_is_told_who_was_first_and_loses_no_word(receive, send):
    number = receive()
    send("anna", number, "forward", receiver="cia", reason="Hon vet")
    send("cia", number, "accept")
    found = send("anna", number, "watch", reason="Jag håller ett öga på det")
    assert "Cia" in found.text.partition('role="alert"')[2][:600]
    assert "Jag håller ett öga på det" in found.text


def test_whoever_passes_on_is_led_back_to_what_is_left(receive, send, look):
    number = receive()
    found = send("anna", number, "forward", receiver="cia", reason="Hon vet")
    assert found.status_code == 302
    assert offered(look("cia", number).text)[0] == "accept"
    assert "decline" in offered(look("cia", number).text)


def test_a_note_is_kept_and_an_empty_one_refused(receive, send, look):
    number = receive()
    refused = send("anna", number, "note", text=" ").text
    assert 'role="alert"' in refused
    # An address with a fragment would keep the focus from what is refused.
    assert not re.findall(r'action="[^"]*#', refused)
    kept = send("anna", number, "note", text="Ringde upp.")
    assert (kept.status_code, kept.headers["Location"].partition("#")[2]) == (302, "notes")
    answered = send("anna", number, "decide", question_rules="no")
    assert answered.headers["Location"].partition("#")[2] == "socialhub-done"
    assert "Ringde upp." in look("anna", number).text


@pytest.fixture
def told(people, browse):
    """A function that takes a step and follows it: the confirmation and the warning shown."""

    def told(number, step, **form):
        anna, url = browse(*people["anna"]), f"hub/@@messages/{number}"
        token = re.search(r'name="_authenticator" value="(\w+)"', anna.get(url).text)[1]
        page = anna.post(f"{url}/{step}", data=form | {"_authenticator": token}).text
        looks = ("alert alert-success", "alert alert-warning")
        return [page.partition(f'class="{look}"')[2].partition("</div>")[0] for look in looks]

    return told


ANSWER = {"answer": "I juni.", "in_office": "yes"}


@pytest.mark.usefixtures("framed")
def test_it_is_told_what_becomes_of_an_answer(receive, told):
    number = receive("Hej")
    assert "Meddelandet är ditt: skriv svaret." in told(number, "claim")[0]
    assert "<p>Svaret är sparat.</p>" in told(number, "answer", **ANSWER)[0]
    api.portal.set_registry_record("katrineholm.socialhub.answer_mailbox", "svar@example.se")
    transaction.commit()
    asked = receive("När?", sender={"name": "Fatima", "contact": "fatima@hemma.example"})
    box = told(asked, "answer", send="1", **ANSWER)[0]
    sent = rf"Svaret är mejlat till fatima@hemma.example. Svar på det går till svar\+{asked}-\w+@"
    assert re.search(sent, box)
    nos = {f"question_{name}": "no" for name in ("rules", "direct", "case")}
    form = nos | {f"answer-{name}": ANSWER[name] for name in ANSWER} | {"answer-along": "close"}
    box = told(receive("Var?"), "decide", way="answer", **form)[0]
    assert "Svaret är sparat. Meddelandet är avslutat." in box


@pytest.mark.usefixtures("framed")
def test_what_hinders_the_closing_is_a_warning_that_leads_to_the_questions(receive, told):
    done, warning = told(receive("Hej"), "answer", along="close", question_rules="no", **ANSWER)
    assert "Svaret är sparat." in done
    assert "3 frågor återstår innan du kan avsluta." in warning
    assert 'href="#socialhub-decide"' in warning
    form = {f"answer-{name}": ANSWER[name] for name in ANSWER} | {"answer-along": "close"}
    nos = {"question_rules": "no", "question_direct": "no"}
    assert "En fråga återstår" in told(receive("När?"), "decide", way="answer", **nos, **form)[1]
    case = nos | {"question_case": "yes", "case": "yes"}
    warning = told(receive("Var?"), "decide", way="answer", **case, **form)[1]
    assert "Meddelandet avslutades inte: Det hör till ett ärende" in warning
    assert "#socialhub-decide" not in warning
