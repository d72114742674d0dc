"""A change or a step for many channels: its effect on each, then on all or none."""

from dataclasses import dataclass, field, replace

import transaction
from AccessControl import Unauthorized
from plone.api.portal import translate
from Products.CMFCore.WorkflowCore import WorkflowException

from ... import _
from ...accounts.channels.changing import change
from ...accounts.judging.judge import faults
from ...accounts.lifecycle.demands import Given, demands
from ...accounts.lifecycle.steps import possible, take
from ..importing.changes import changes_of, forbidden
from ..importing.values import values

FACTS = (
    *("audience", "language", "rhythm", "kind", "interval", "responsible"),
    *("substitute", "contact_url"),
)
WORKING_FEED = "feed_works"  # the requirement that a trial does not check
STEPS = ("make-official", "return", "pause", "resume", "close")


@dataclass(frozen=True, slots=True)
class Task:
    """Either texts for some fields, by column, or a step with its data."""

    cells: dict[str, str] = field(default_factory=dict)
    step: str = ""
    given: Given = field(default_factory=Given)


@dataclass(slots=True)
class Judged:
    """The effect of a task on one channel: other values, or the step; ``reasons`` against it."""

    channel: object
    changes: dict = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def judge(task: Task, channels: list, *, is_trial: bool = False) -> list[Judged]:
    """Return the effect of the task on each channel, without changing any.

    Before a channel becomes official its feed is retrieved if none was yet, and the answer is
    stored. A trial retrieves and stores nothing: it does not check that feeds work.
    """
    if not task.step:
        return [_judged_facts(task, each) for each in channels]
    given = replace(task.given, is_trial=is_trial)
    return [_judged_step(task.step, given, each) for each in channels]


def apply(task: Task, judged: list[Judged]) -> list[Judged]:
    """Do the task for all, or abort the transaction and return the refused channels."""
    refused = [each for each in judged if _refusal(task, each)]
    if refused:
        transaction.abort()
    return refused


def _judged_facts(task, channel):
    found, reasons = values(task.cells, channel, clear=True)
    changes = changes_of(channel, found)
    reasons = (
        reasons or forbidden(channel, changes) or list(map(translate, faults(channel, changes)))
    )
    return Judged(channel, changes, reasons)


def _judged_step(step, given, channel):
    if step not in possible(channel):
        return Judged(
            channel, reasons=[translate(_("This step cannot be taken from the present state."))]
        )
    unmet = [each for each in demands(channel, step, given) if not each.is_met]
    left_open = (WORKING_FEED,) if given.is_trial else ()
    return Judged(
        channel, reasons=[translate(each.advice) for each in unmet if each.name not in left_open]
    )


def _refusal(task, judged):
    if not task.step:
        change(judged.channel, **judged.changes)
        return False
    try:
        take(judged.channel, task.step, task.given)
    except WorkflowException as refusal:
        judged.reasons.append(str(refusal))
    except Unauthorized:
        judged.reasons.append(translate(_("You may not take this step.")))
    return bool(judged.reasons)
