"""The acts with one message, for its page's forms and for REST, and the fields of the forms."""

from collections.abc import Collection, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from plone import api
from zope.i18nmessageid import Message
from zope.schema.interfaces import IBool, ICollection

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...core.messages.state import HANDLING, State
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import form_fields
from ...site.pages.request import form_text, form_texts
from ..steps import step_sequence, steps
from ..steps.schema import IStepFields, step_schema
from ..steps.validation import question_answer

NO_VALUES: Mapping = MappingProxyType({})
SEND = "send"
NOTE, STATE, DECIDE = "note", "state", "decide"
DONE = _("Done: ${step}. The message is now: ${state}.")
HINDERED = _("Done: ${step}. The message is now: ${state}. It was not closed: ${sentence}")
Taken = tuple[str, State | None, Message | None]


class MessagePlace(Protocol):
    """A page or a service of one message."""

    context: Any
    request: Any
    hub: Any
    number: int

    def step_input(self, act: str, data: Mapping) -> tuple[Mapping, Collection[str] | None]:
        """Return the values of an act, and the steps taken along (None: it alone)."""

    def url_after(self, taken: Taken) -> str:
        """Return the URL of the page that follows a step."""


def _step(step: str, at: MessagePlace, data: Mapping) -> Taken:
    return step, *step_sequence.take_steps(at.hub, at.number, step, *at.step_input(step, data))


def _note(at: MessagePlace, data: Mapping) -> None:
    steps.add_note(at.hub, at.number, data.get("text") or "")


def _state(at: MessagePlace, data: Mapping) -> None:
    given, _along = at.step_input(STATE, data)
    if "question" in given:
        steps.answer_question(at.hub, at.number, *question_answer(given))
    else:
        steps.set_facts(at.hub, at.number, given)


def step_sentence(taken: Taken) -> Message:
    """Return the message about a step, with the obstacle if it was not closed."""
    step, state, hindrance = taken
    if state is None:
        return _("Your answers are kept.")
    texts = {"step": TRANSITIONS[step].title, "state": HANDLING[state.handling]}
    texts |= {"sentence": hindrance} if hindrance else {}
    mapping = {name: api.portal.translate(texts[name]) for name in texts}
    return _(HINDERED if hindrance else DONE, mapping=mapping)


def url_after_step(at: MessagePlace, taken: Taken) -> str:
    """Return the URL that follows a step."""
    return at.url_after(taken)


def step_act(step: str) -> Act:
    """Return the act of a step; the flow refuses an unknown one."""
    title = TRANSITIONS[step].title if step in TRANSITIONS else ""
    return Act(step, partial(_step, step), step_sentence, title, then=url_after_step)


def notes_url(at: Any, result: object) -> str:
    """Return the URL of the notes; as a form's target it would take focus from a refusal."""
    return f"{at.next_url()}#notes"


NOTE_ACT = Act(NOTE, _note, _("The note is kept."), _("Add the note"), then=notes_url)
STATE_ACT = Act(STATE, _state, _("Your answer is kept."), _("Keep this"))
PAGE_ACTS = acts(*map(step_act, TRANSITIONS), NOTE_ACT, STATE_ACT)


def step_values(step: str, form: Mapping, prefix: str = "") -> dict:
    """Return the values of a step's fields in form data, as ``steps.take_step`` takes them.

    If a form has the fields of several steps, each step's field names have a ``prefix``.
    """
    names = TRANSITIONS[step].asks if step in TRANSITIONS else ()
    values = {name: _form_value(IStepFields[name], form, prefix + name) for name in names}
    return {name: value for name, value in values.items() if value}


def is_ticked(form: Mapping, name: str) -> bool:
    """Return whether a box was ticked."""
    return bool(form_text(form, name))


def step_fields(
    step: str,
    place: Any,
    form: Mapping,
    faults: Mapping[str, str] = NO_VALUES,
    *,
    prefix: str = "",
    of: str = "",
) -> list[dict]:
    """Return a step's fields as ``form_schema.form_fields`` does, with the values in ``form``.

    ``place`` has the message's ``hub`` and ``number``; ``prefix`` is as in ``step_values``, ``of``
    a prefix of the ids.
    """
    values = step_values(step, form, prefix)
    wrong = {name.removeprefix(prefix): faults[name] for name in faults}
    apart = f"{of}-" if of else ""
    found = form_fields(step_schema(step), place, values=values, faults=wrong, prefix=apart)
    # A browser would require the fields of all steps in a form, but only one of them is taken.
    return [
        each | {"name": prefix + each["name"], "required": each["required"] and not prefix}
        for each in found
    ]


def with_recipient(field: dict, to: str, form: Mapping) -> dict:
    """Return a field; the one that mails the answer names the recipient, and is ticked.

    A refused ``form`` keeps its own value; it is empty if none was sent.
    """
    if field["name"].rpartition("-")[2] != SEND:
        return field
    title = _("Send it by e-mail to ${address}", mapping={"address": to})
    return field | {"title": title, "value": field["value"] if form else True}


def unsent_texts(step: str, form: Mapping, prefix: str = "") -> list[dict]:
    """Return ``label`` and ``form_text`` of the values for a step that is no longer possible."""
    return [
        {"label": IStepFields[name].title, "text": value}
        for name, value in step_values(step, form, prefix).items()
        if isinstance(value, str)
    ]


def _form_value(field, form, name):
    if IBool.providedBy(field):
        return is_ticked(form, name)
    return form_texts(form, name) if ICollection.providedBy(field) else form_text(form, name)
