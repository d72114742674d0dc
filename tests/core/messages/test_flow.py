"""The flow's one table holds together."""

import pytest

from katrineholm.socialhub.core.messages.flow import (
    OPEN,
    PUBLIC_RECORD_TITLES,
    QUESTIONS,
    ROLES,
    TRANSITIONS,
    flow_questions,
)
from katrineholm.socialhub.core.messages.guards import GUARDS, IN_ORDER, LIBRARY
from katrineholm.socialhub.core.messages.state import HANDLING, PUBLICATION, RECORD


@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_step_names_only_what_there_is(name):
    step = TRANSITIONS[name]
    assert {*step.handling, *([step.to] if step.to else [])} <= set(HANDLING)
    assert {*step.publication, *([step.publishes] if step.publishes else [])} <= set(PUBLICATION)
    assert {step.marks} <= {"", *RECORD}
    assert set(step.guards) <= set(GUARDS)
    assert set(step.who) <= set(ROLES)
    assert {GUARDS[guard].asks for guard in step.guards} - {""} <= {*step.asks, *NOT_BY_A_PERSON}


NOT_BY_A_PERSON = ("message_id", "period_passed", "rules")


def test_each_reading_says_what_is_openly_written_is_and_asks_the_same():
    read = {name: flow_questions(name) for name in PUBLIC_RECORD_TITLES}
    assert set(read) == {IN_ORDER, LIBRARY}
    for name, asked in read.items():
        assert [each.id for each in asked] == [each.id for each in QUESTIONS]
        assert [each.no.title for each in asked if each.id == "direct"] == [
            PUBLIC_RECORD_TITLES[name]
        ]
    assert PUBLIC_RECORD_TITLES[IN_ORDER] != PUBLIC_RECORD_TITLES[LIBRARY]


def test_every_row_of_the_table_has_a_number_of_its_own():
    numbers = [step.number for step in TRANSITIONS.values()]
    assert len(numbers) == len(set(numbers))


def test_what_is_open_is_all_but_closed():
    assert set(OPEN) == set(HANDLING) - {"closed"}


def test_no_question_is_asked_twice():
    names = [question.id for question in QUESTIONS]
    assert len(names) == len(set(names))
