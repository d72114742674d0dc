"""What the steps ask for is said once, for forms, programs and logs."""

import pytest
from zope.schema import getFieldNamesInOrder

from katrineholm.socialhub.core.messages.flow import TRANSITIONS
from katrineholm.socialhub.inbox.steps.schema import IStepFields, step_schema


def test_no_field_is_asked_for_by_no_step():
    assert {name for step in TRANSITIONS.values() for name in step.asks} == {*IStepFields}


@pytest.mark.parametrize(
    "step", [each for each in TRANSITIONS if "rules" not in TRANSITIONS[each].asks]
)
def test_a_form_asks_in_the_order_of_the_flow(step):
    assert getFieldNamesInOrder(step_schema(step)) == [*TRANSITIONS[step].asks]


def test_the_second_person_of_a_disposal_is_who_proposed_it():
    """Who confirmed it took the step, so the line of the log names both."""
    assert IStepFields["second_person"].title == "Who proposed it"
