"""Comparisons of given values with those of a channel, and tasks that change many channels."""

from dataclasses import dataclass, field, replace
from typing import Any

import transaction
from AccessControl import Unauthorized
from Acquisition import aq_base
from plone import api
from plone.api.portal import translate
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.schema import Bool, Choice

from ... import _
from ...accounts.channels.person import person
from ...accounts.channels.updates import update_fields
from ...accounts.lifecycle.step_requirements import StepInput, step_requirements
from ...accounts.lifecycle.steps import available_steps, take_channel_step
from ...accounts.registration.account_validation import ACCOUNT_FIELDS, REFUSAL, may_change_account
from ...accounts.registration.validation import change_errors
from ...site.pages.permissions import MODIFY
from .values import COLUMN_FIELDS, COLUMN_TITLES, PERSON_COLUMNS, row_values

COLUMN_BY_FIELD = {field.__name__: column for column, field in COLUMN_FIELDS.items()}


def field_changes(channel: Any, given: dict) -> dict:
    """Return the given values that differ from the channel's own, by field name."""
    return {name: value for name, value in given.items() if not _is_same(channel, name, value)}


def permission_refusals(channel: Any, changes: dict) -> list[str]:
    """Return why the user may not change these fields of a channel, or an empty list."""
    if changes and not api.user.has_permission(MODIFY, obj=channel):
        return [api.portal.translate(_("You may not change this channel."))]
    if set(changes) & set(ACCOUNT_FIELDS) and not may_change_account(channel):
        return [api.portal.translate(REFUSAL)]
    return []


def _is_same(channel, name, value):
    own = _exported_language(channel) if name == "language" else getattr(channel, name)
    if (own or None) == (value or None) and not isinstance(own, bool):
        return True
    if name in PERSON_COLUMNS and own and value:
        return _person_key(own) == _person_key(value)
    if name in ("contact_email", "contact_phone") and not own:
        # The export contains the administration's if the channel has none of its own.
        return value == getattr(channel.__parent__, name.removeprefix("contact_"))
    return own == value


def _exported_language(channel):
    """Return the channel's language as in the export; if none is set, it depends on the request."""
    brains = api.content.find(UID=channel.UID())
    return brains[0].socialhub_facts["language"] if brains else channel.Language()


def _person_key(text):
    someone = person(text)
    return someone and (someone.name, someone.email)


def change_rows(channel: Any, changes: dict) -> list[dict]:
    """Return ``title``, ``before`` and ``after`` of each changed field, in the order of columns."""
    return [
        {
            "title": COLUMN_TITLES[COLUMN_BY_FIELD[name]],
            "before": _value_text(name, getattr(aq_base(channel), name, None), channel),
            "after": _value_text(name, changes[name], channel),
        }
        for name in sorted(changes, key=list(COLUMN_BY_FIELD).index)
    ]


def _value_text(name, value, context):
    if value is None or value == "":
        return api.portal.translate(_("(empty)"))
    field = COLUMN_FIELDS[COLUMN_BY_FIELD[name]]
    if isinstance(field, Bool):
        return api.portal.translate(_("Yes") if value else _("No"))
    if isinstance(field, Choice):
        return _term_title(field.bind(context).vocabulary, value)
    return str(value)


def _term_title(vocabulary, value):
    if value not in vocabulary:
        return str(value)
    term = vocabulary.getTerm(value)
    return api.portal.translate(term.title or term.token)


FACT_COLUMNS = (
    *("audience", "language", "rhythm", "kind", "interval", "responsible"),
    *("substitute", "contact_url"),
)
WORKING_FEED = "feed_works"  # the requirement that a trial does not check
STEPS = ("make-official", "return", "pause", "resume", "close")


@dataclass(frozen=True, slots=True)
class BulkTask:
    """A task for many channels: either texts to set, keyed by column, or a step with its data."""

    cells: dict[str, str] = field(default_factory=dict)
    step: str = ""
    given: StepInput = field(default_factory=StepInput)


@dataclass(slots=True)
class TaskEffect:
    """The effect of a task on one channel: changed values, and ``reasons`` for a refusal."""

    channel: object
    changes: dict = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def task_effects(task: BulkTask, channels: list, *, is_trial: bool = False) -> list[TaskEffect]:
    """Return the effect of the task on each channel, without changing any of them.

    Before a channel becomes official, its feed is retrieved if that has not been done, and the
    answer is stored. A trial retrieves and stores nothing, so it does not check that feeds work.
    """
    if not task.step:
        return [_facts_effect(task, each) for each in channels]
    given = replace(task.given, is_trial=is_trial)
    return [_step_effect(task.step, given, each) for each in channels]


def apply_task(task: BulkTask, judged: list[TaskEffect]) -> list[TaskEffect]:
    """Apply the task to all channels, or abort the transaction and return the refused channels."""
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
        or list(map(translate, change_errors(channel, changes)))
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
