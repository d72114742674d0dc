"""One change or one step for many channels: what it would do to each, then to all or to none."""

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
WORKING_FEED = "feed_works"  # the demand of which a trial knows nothing
STEPS = ("make-official", "return", "pause", "resume", "close")


@dataclass(frozen=True, slots=True)
class Task:
    """Either texts for some fields, by column, or a step with what is given for it."""

    cells: dict[str, str] = field(default_factory=dict)
    step: str = ""
    given: Given = field(default_factory=Given)


@dataclass(slots=True)
class Judged:
    """What a task does to one channel: other values, or the step; ``reasons`` why it cannot be."""

    channel: object
    changes: dict = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def judge(task: Task, channels: list, *, is_trial: bool = False) -> list[Judged]:
    """What the task would do to each channel; no channel is changed.

    Before a channel becomes official its feed is asked, if none has answered yet, and the answer
    is kept. A trial asks nothing and keeps nothing: it leaves open whether feeds work.
    """
    if not task.step:
        return [_judged_facts(task, each) for each in channels]
    given = replace(task.given, is_trial=is_trial)
    return [_judged_step(task.step, given, each) for each in channels]


def apply(task: Task, judged: list[Judged]) -> list[Judged]:
    """Do it; gives those that were refused after all, and then nothing has been done to any.

    What was done in the same transaction before is gone then, too.
    """
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
    """Whether the task is refused for a channel after all; the reason is noted."""
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
