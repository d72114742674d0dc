"""Every step of the flow has a form that a person understands."""

import pytest

from katrineholm.socialhub.core.messages.engine import STATED
from katrineholm.socialhub.core.messages.flow import QUESTIONS, TRANSITIONS
from katrineholm.socialhub.inbox.desk.forms import FIELDS, GRAVE, HELP, ON_THE_PLATFORM, given_by
from katrineholm.socialhub.inbox.desk.guided import FACTS, QUESTION_HELP
from katrineholm.socialhub.inbox.steps.given import KINDS


def test_whatever_a_step_asks_for_has_a_field():
    assert {name for step in TRANSITIONS.values() for name in step.asks} == set(FIELDS)


def test_what_is_said_of_steps_is_said_of_steps_that_there_are():
    assert {*HELP, *GRAVE, *ON_THE_PLATFORM} <= set(TRANSITIONS)


def test_every_question_and_fact_is_explained():
    assert set(QUESTION_HELP) == {question.id for question in QUESTIONS}
    assert set(FACTS) == set(STATED)


def test_the_second_person_of_a_disposal_is_who_proposed_it():
    """Who confirmed it took the step, so the line of the log names both."""
    assert FIELDS["second_person"].label == "Who proposed it"


def test_a_field_takes_no_more_than_is_kept():
    assert {name for name in KINDS if name not in STATED} <= set(FIELDS)


@pytest.mark.parametrize(
    ("step", "form", "given"),
    [
        ("act", {"rules": "K1", "reason": " Påhopp "}, {"rules": ["K1"], "reason": "Påhopp"}),
        ("act", {"rules": ["K1", "", 7]}, {"rules": ["K1"]}),
        ("delete", {"confirmed": "yes", "by_office": "1"}, {"confirmed": True}),
        ("answer", {"in_office": "", "answer": ["a", "b"]}, {}),
        ("explode", {"reason": "x"}, {}),
    ],
)
def test_only_what_is_asked_for_is_taken_from_a_form(step, form, given):
    assert given_by(step, form) == given
