"""What a form gives of what a step asks for."""

import pytest

from katrineholm.socialhub.core.messages.flow import QUESTIONS
from katrineholm.socialhub.inbox.desk.guide import QUESTION_HELP
from katrineholm.socialhub.inbox.desk.step_forms import step_values


def test_every_question_is_explained():
    assert set(QUESTION_HELP) == {question.id for question in QUESTIONS}


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
    assert step_values(step, form) == given
