"""One step with many messages, from the list."""

import re

import pytest
from helpers.integration.inbox.desk import answer


@pytest.fixture
def together(submit, people):
    """A function that sends the form below the list."""
    return lambda name, **data: submit(people[name], "hub/@@messages/together", data)


def test_many_messages_are_dealt_with_at_once(receive, together, state):
    numbers = [receive(text) for text in ("Grattis!", "Så fint!", "Härligt!")]
    found = together("anna", message=numbers[:2], step="watch", said="Bara glada rop", nothing="1")
    assert found.status_code == 302
    handling = [state(number).handling for number in numbers]
    assert handling == ["watched", "watched", "assessing"]


def test_what_a_form_says_is_to_be_done_is_not_asked_and_a_refusal_has_the_focus(receive, together):
    receive("Grattis!")
    told = together("anna", do="nonsense", step="watch").text
    [alert] = re.findall(r'<[^>]*role="alert"[^>]*>', told)
    assert "autofocus" in alert


def test_what_cannot_be_done_with_one_of_many_is_told_and_the_others_are_done(
    receive, send, together, state
):
    numbers = [receive(text) for text in ("Grattis!", "När öppnar ni?")]
    answer(send, "anna", numbers[1], "answer_due", "yes")
    found = together(
        "anna", message=[*numbers, 77, "x"], step="watch", said="Bara glada rop", nothing="1"
    )
    refused = found.text.partition('role="alert"')[2].partition("</div>")[0]
    done = found.text.partition('role="status"')[2].partition("</p>")[0]
    assert str(numbers[1]) in refused
    assert re.findall(r"\d+", done) == [str(numbers[0])]
    assert "Bara glada rop</textarea>" in found.text
    assert [state(number).handling for number in numbers] == ["watched", "assessing"]
