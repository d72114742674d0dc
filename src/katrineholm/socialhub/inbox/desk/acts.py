"""The acts on one message, for the forms on its page and for REST, and those forms' fields."""

from collections.abc import Collection, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from plone import api
from zope.i18nmessageid import Message
from zope.schema.interfaces import IBool, ICollection

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...core.messages.guards import GUARDS
from ...core.messages.guide import unanswered_questions
from ...core.messages.state import HANDLING, State
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import form_fields
from ...site.pages.request import form_text, form_texts
from ..steps import step_sequence, steps
from ..steps.replies import answer_confirmation
from ..steps.schema import IStepFields, step_schema
from ..steps.validation import question_answer

WRITING_STEPS = ("claim", "accept")  # taken in order to write
NO_VALUES: Mapping = MappingProxyType({})
ANSWER, SEND, POST = "answer", "send", "post"
NOTE, STATE, DECIDE = "note", "state", "decide"
DONE = _("Done: ${step}. The message is now: ${state}.")
YOURS, CLOSED = _("The message is yours: write the answer."), _("The message is closed.")
HINDERED = _("The message was not closed: ${sentence}")
QUESTION_LEFT = _("One question is left before you can close the message.")
QUESTIONS_LEFT = _("${count} questions are left before you can close the message.")
SEND_TITLE, KEEP_TITLE = _("Send the answer"), _("Keep the answer")
# The step, the state after it, and a confirmation of its own.
Taken = tuple[str, State | None, str]


class MessageEndpoint(Protocol):
    """A page or REST service for one message, as the acts need it."""

    context: Any
    request: Any
    hub: Any
    number: int

    def step_input(self, act: str, data: Mapping) -> tuple[Mapping, Collection[str] | None]:
        """Return an act's values, and further steps to take with it (None: only the act itself)."""

    def url_after(self, taken: Taken) -> str:
        """Return the URL of the page to show after a step."""


def _step(step: str, at: MessageEndpoint, data: Mapping) -> Taken:
    given = at.step_input(step, data)
    state, hindrance = step_sequence.take_steps(at.hub, at.number, step, *given)
    warn_of_hindrance(at, hindrance)
    return step, state, _own_confirmation(at, step)


def _own_confirmation(at, step):
    if step in WRITING_STEPS:
        return api.portal.translate(YOURS)
    return answer_confirmation(at.hub, at.number) if step == ANSWER else ""


def _note(at: MessageEndpoint, data: Mapping) -> None:
    steps.add_note(at.hub, at.number, data.get("text") or "")


def _state(at: MessageEndpoint, data: Mapping) -> None:
    given, _along = at.step_input(STATE, data)
    if "question" in given:
        steps.answer_question(at.hub, at.number, *question_answer(given))
    else:
        steps.set_facts(at.hub, at.number, given)


def step_confirmation(taken: Taken) -> Message | str:
    """Return the confirmation of a step: its own, or the state that the message has now."""
    step, state, told = taken
    if state is None:
        return _("The assessment is kept.")
    if told:
        closed = [api.portal.translate(CLOSED)] if state.handling == "closed" else []
        return " ".join([told, *closed])
    texts = {"step": TRANSITIONS[step].title, "state": HANDLING[state.handling]}
    return _(DONE, mapping={name: api.portal.translate(texts[name]) for name in texts})


def warn_of_hindrance(at: MessageEndpoint, hindrance: Message | None) -> None:
    """Show a warning on the next page that the message could not be closed, if it could not."""
    if hindrance == GUARDS["questions"].refusal:
        state, log = messages_of(at.hub).state(at.number), messages_of(at.hub).log(at.number)
        count = len(unanswered_questions(state, log))
        text = QUESTION_LEFT if count == 1 else QUESTIONS_LEFT
        api.portal.show_message(_(text, mapping={"count": str(count)}), at.request, "warning")
    elif hindrance:
        sentence = api.portal.translate(hindrance)
        text = _(HINDERED, mapping={"sentence": sentence})
        api.portal.show_message(text, at.request, "warning")


def url_after_step(at: MessageEndpoint, taken: Taken) -> str:
    """Return the URL of the page to show after a step."""
    return at.url_after(taken)


def step_act(step: str) -> Act:
    """Return the act that takes a step; for an unknown step, the flow will refuse it."""
    title = TRANSITIONS[step].title if step in TRANSITIONS else ""
    return Act(step, partial(_step, step), step_confirmation, title, then=url_after_step)


def notes_url(at: Any, result: object) -> str:
    """Return the URL of the notes on the page, to redirect to after a note was added."""
    return f"{at.next_url()}#notes"


NOTE_ACT = Act(NOTE, _note, _("The note is kept."), _("Add the note"), then=notes_url)
STATE_ACT = Act(STATE, _state, _("Your answer is kept."), _("Keep this"))
PAGE_ACTS = acts(*map(step_act, TRANSITIONS), NOTE_ACT, STATE_ACT)


def step_values(step: str, form: Mapping, prefix: str = "") -> dict:
    """Return the values submitted for a step's fields, as ``steps.take_step`` expects them.

    If a form has the fields of several steps, each step's field names have a ``prefix``.
    """
    names = TRANSITIONS[step].asks if step in TRANSITIONS else ()
    values = {name: _form_value(IStepFields[name], form, prefix + name) for name in names}
    return {name: value for name, value in values.items() if value}


def is_ticked(form: Mapping, name: str) -> bool:
    """Return whether a checkbox of a form was ticked."""
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
    """Return a step's form fields, filled with the values that were submitted in ``form``.

    The fields have the format of ``form_schema.form_fields``. ``place`` must have the ``hub`` and
    ``number`` of the message. ``prefix`` precedes the fields' names, ``of`` their ids.
    """
    values = step_values(step, form, prefix)
    wrong = {name.removeprefix(prefix): faults[name] for name in faults}
    apart = f"{of}-" if of else ""
    found = form_fields(step_schema(step), place, values=values, faults=wrong, prefix=apart)
    # A browser would require the fields of all steps in a form, but only one of them is taken.
    return [
        each
        | {
            "name": prefix + each["name"],
            "marked": IStepFields[each["name"]].required,
            "required": each["required"] and not prefix,
        }
        for each in found
    ]


def with_recipient(field: dict, to: str, form: Mapping) -> dict:
    """Return a form field of an answer that can be mailed, with the recipient's address.

    The box is ticked by default. In a refused ``form``, it stays as the user left it.
    """
    name = field["name"].rpartition("-")[2]
    if name == ANSWER and to:
        return field | {"title": _("The answer")}
    if name != SEND:
        return field
    title = _("Send it by e-mail to ${address}", mapping={"address": to})
    return field | {"title": title, "value": field["value"] if form else True}


def with_service(field: dict, service: str, form: Mapping) -> dict:
    """Return a form field of an answer that can be posted, with the name of the service.

    The checkbox for it is ticked and kept like that of ``with_recipient``.
    """
    name = field["name"].rpartition("-")[2]
    if name == ANSWER and service:
        return field | {"title": _("The answer")}
    if name != POST:
        return field
    title = _("Post it on ${service}, as an answer to the comment", mapping={"service": service})
    return field | {"title": title, "value": field["value"] if form else True}


def unsent_texts(step: str, form: Mapping, prefix: str = "") -> list[dict]:
    """Return the submitted texts of a step that is no longer possible, with their labels."""
    return [
        {"label": IStepFields[name].title, "text": value}
        for name, value in step_values(step, form, prefix).items()
        if isinstance(value, str)
    ]


def _form_value(field, form, name):
    if IBool.providedBy(field):
        return is_ticked(form, name)
    return form_texts(form, name) if ICollection.providedBy(field) else form_text(form, name)
