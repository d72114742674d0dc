"""The acts with one message, for its page's forms and for REST."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, Protocol

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...core.messages.state import HANDLING, State
from ...site.pages.acts import Act, acts
from ..steps import step_sequence, steps
from ..steps.validation import question_answer

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
