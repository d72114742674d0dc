"""A step by a form: taken, or refused with all that was written."""

import re

import pytest
from helpers.integration.inbox.desk import offered


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
