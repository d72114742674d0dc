"""A change or a step for many channels: its effect on each, then on all or none."""

from dataclasses import dataclass, field, replace

import transaction
from AccessControl import Unauthorized
from plone.api.portal import translate
from Products.CMFCore.WorkflowCore import WorkflowException

from ... import _
from ...accounts.channels.updates import update_fields
from ...accounts.lifecycle.step_requirements import StepInput, step_requirements
from ...accounts.lifecycle.steps import available_steps, take_channel_step
from ...accounts.registration.validation import change_faults
from .changes import field_changes, permission_refusals
from .values import row_values

FACT_COLUMNS = (
    *("audience", "language", "rhythm", "kind", "interval", "responsible"),
    *("substitute", "contact_url"),
)
WORKING_FEED = "feed_works"  # the requirement that a trial does not check
STEPS = ("make-official", "return", "pause", "resume", "close")


@dataclass(frozen=True, slots=True)
class BulkTask:
    """Either texts for some fields, by column, or a step with its data."""

    cells: dict[str, str] = field(default_factory=dict)
    step: str = ""
    given: StepInput = field(default_factory=StepInput)


@dataclass(slots=True)
class TaskEffect:
    """The effect of a task on one channel: other values, or the step; ``reasons`` against it."""

    channel: object
    changes: dict = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def task_effects(task: BulkTask, channels: list, *, is_trial: bool = False) -> list[TaskEffect]:
    """Return the effect of the task on each channel, without changing any.

    Before a channel becomes official its feed is retrieved if none was yet, and the answer is
    stored. A trial retrieves and stores nothing: it does not check that feeds work.
    """
    if not task.step:
        return [_facts_effect(task, each) for each in channels]
    given = replace(task.given, is_trial=is_trial)
    return [_step_effect(task.step, given, each) for each in channels]


def apply_task(task: BulkTask, judged: list[TaskEffect]) -> list[TaskEffect]:
    """Do the task for all, or abort the transaction and return the refused channels."""
    refused = [each for each in judged if _is_refused(task, each)]
    if refused:
        transaction.abort()
    return refused


def _facts_effect(task, channel):
    found, reasons = row_values(task.cells, channel, clear=True)
    changes = field_changes(channel, found)
    reasons = (
        reasons
        or permission_refusals(channel, changes)
        or list(map(translate, change_faults(channel, changes)))
    )
    return TaskEffect(channel, changes, reasons)


def _step_effect(step, given, channel):
    if step not in available_steps(channel):
        return TaskEffect(
            channel, reasons=[translate(_("This step cannot be taken from the present state."))]
        )
    unmet = [each for each in step_requirements(channel, step, given) if not each.is_met]
    left_open = (WORKING_FEED,) if given.is_trial else ()
    return TaskEffect(
        channel, reasons=[translate(each.advice) for each in unmet if each.name not in left_open]
    )


def _is_refused(task, judged):
    if not task.step:
        update_fields(judged.channel, **judged.changes)
        return False
    try:
        take_channel_step(judged.channel, task.step, task.given)
    except WorkflowException as refusal:
        judged.reasons.append(str(refusal))
    except Unauthorized:
        judged.reasons.append(translate(_("You may not take this step.")))
    return bool(judged.reasons)
