"""Steps that a person takes with a message, with permission, validation and consequences."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.dexterity.content import Container
from zope.event import notify
from zope.interface import implementer

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.messages.engine import FACT_FIELDS, Refused, unmet_guards
from ...core.messages.flow import ACTORS, QUESTIONS, TRANSITIONS
from ...core.messages.state import HANDLING, State
from ...core.messages.store import messages_of
from ...site.pages.form_faults import FormFaults, FormReader
from . import validation as from_outside
from .interfaces import IStepTaken
from .replies import refuse_unpostable, refuse_without_recipient
from .roles import current_actor, message_roles
from .rules import rule_codes
from .schema import cleaned_values
from .secrecy import refuse_mark_removal
from .site_knowledge import channel_description, site_facts
from .threads import is_new_in_thread

# The roles that may set facts about a message.
STATING_ROLES = (*ACTORS, "receiver", "registrar")

DISPOSED = _("The message has been disposed of.")
STATE_STEPS = [step.id for step in TRANSITIONS.values() if step.to or step.publishes]
# Steps that change no state, so that a double click could take them twice.
REPEATABLE = ("to-mailbox", "register", "seal", "mark")
PAUSE = 60  # seconds


@implementer(IStepTaken)
@dataclass(frozen=True, slots=True)
class StepTaken:
    """The event that a step was taken, see IStepTaken."""

    hub: object
    number: int
    step: str
    given: Mapping
    now: int


def take_step(
    hub: Container,
    number: int,
    step: str,
    given: Mapping,
    *,
    now: int | None = None,
    roles: Collection[str] | None = None,
) -> State:
    """Take a step for the current user; return the new state.

    ``roles`` replace those of the user, for a system that a setting admits.

    Raise KeyError for an unknown message, Unauthorized if the user has no role for it, and
    engine.Refused with an error message, before anything is written.
    """
    now = int(time()) if now is None else now
    messages, roles = messages_of(hub), _roles(hub, number) if roles is None else roles
    values = _cleaned_given(hub, number, step, given, roles, now)
    if messages.state(number).handling == "closed":
        # A closed message keeps its own facts.
        values = {name: value for name, value in values.items() if name not in FACT_FIELDS}
    log = messages.log(number)
    refuse_mark_removal(log, values)
    _refuse_twice(log, step, values, now)
    refuse_without_recipient(hub, number, values)
    refuse_unpostable(hub, number, values)
    values |= site_facts(hub, number, step, roles, now)
    try:
        state = messages.take(
            number,
            step,
            who=current_actor(),
            roles=roles,
            given=values,
            now=now,
            about=channel_description(hub, messages[number]["channel"]),
        )
    except Refused as refusal:
        raise _explained_refusal(hub, number, refusal) from refusal
    notify(StepTaken(hub, number, step, values, now))
    return state


def set_facts(hub: Container, number: int, given: Mapping, *, now: int | None = None) -> State:
    """Set facts about a message without a step; raise the same errors as ``take_step``."""
    now = int(time()) if now is None else now
    if not _roles(hub, number) & set(STATING_ROLES):
        raise Refused("role", _("What a message is, its handlers state."))
    stated, messages = from_outside.stated_facts(given), messages_of(hub)
    facts = messages.state(number).facts
    is_other = any(getattr(facts, name) != value for name, value in stated.items())
    if is_other and messages.state(number).handling == "closed":
        raise Refused("state", _("The message is closed: open it again first."))
    refuse_mark_removal(messages.log(number), stated)
    return messages.state_facts(number, stated, who=current_actor(), now=now)


def answer_question(
    hub: Container,
    number: int,
    question: str,
    is_yes: bool,
    stated: Mapping,
    *,
    now: int | None = None,
) -> State:
    """Answer a question of the flow, and set the facts ``stated``; raise as ``take_step`` does."""
    now = int(time()) if now is None else now
    if not _roles(hub, number) & {*ACTORS, "receiver"}:
        raise Refused("role", _("This step is somebody else's to take."))
    if question not in {each.id for each in QUESTIONS}:
        raise Refused("question", _("There is no such question."))
    messages = messages_of(hub)
    if messages.state(number).handling in ("received", "closed"):
        refusal = Refused("state", _("This step cannot be taken from where the message stands."))
        raise _explained_refusal(hub, number, refusal)
    refuse_mark_removal(messages.log(number), stated)
    given = {"question": question, "answer": is_yes}
    return messages.state_facts(number, stated, who=current_actor(), now=now, answered=given)


def add_note(hub: Container, number: int, text: str, *, now: int | None = None) -> None:
    """Add a note to a message; raise the same errors as ``take_step``."""
    now = int(time()) if now is None else now
    _roles(hub, number)
    fields = FormReader({"text": text})
    text = fields.read("text", from_outside.cleaned_text)
    fields.require("text", text, _("Write the note."))
    fields.raise_faults(from_outside.GUARD)
    messages = messages_of(hub)
    if "disposed" in messages.state(number).record:
        raise Refused("state", DISPOSED)
    messages.record(number, "note", {"text": text}, who=current_actor(), now=now)


def _refuse_twice(log: Sequence[Mapping], step: str, given: Mapping, now: int) -> None:
    """Raise engine.Refused if the same step was logged just now with the same values."""
    latest = next(line for line in reversed(log) if line["step"] != "wait")
    is_recent = abs(now - latest["time"]) < PAUSE
    if step not in REPEATABLE or latest["step"] != step or not is_recent:
        return
    names = (*TRANSITIONS[step].asks, *FACT_FIELDS)
    if all(latest["given"].get(name) == given.get(name) for name in names):
        sentence = _("That was done just now. Wait a minute if it is to be done once more.")
        raise Refused("twice", sentence)


def _cleaned_given(hub, number, step, given, roles, now):
    """Return the cleaned values; raise FaultyFields with an error for each invalid value."""
    messages, faults = messages_of(hub), FormFaults()
    values = cleaned_values(
        step, given, rule_codes(hub, number), partial(is_new_in_thread, hub, number), faults
    )
    if faults.found:
        known = values | site_facts(hub, number, step, roles, now)
        for guard in unmet_guards(messages.state(number), TRANSITIONS[step], known):
            faults.require(guard.asks, not guard.asks, guard.refusal)
        faults.raise_faults(from_outside.GUARD)
    return values


def _roles(hub, number):
    roles = message_roles(hub, messages_of(hub)[number])
    if not roles:
        raise Unauthorized("This message is not yours to handle.")
    return roles


def _explained_refusal(hub, number, refusal):
    if refusal.guard == "state" and "disposed" in messages_of(hub).state(number).record:
        return Refused("state", DISPOSED)
    log = messages_of(hub).log(number)
    line = next((line for line in reversed(log) if line["step"] in STATE_STEPS), log[0])
    if refusal.guard != "state" or line["who"] in ("", current_actor()):
        return refusal
    values = {
        "who": member_name(line["who"]),
        "when": formatted_time(line["time"])["text"],
        "state": api.portal.translate(HANDLING[messages_of(hub).state(number).handling]),
    }
    sentence = _(
        "This step cannot be taken any more: ${who} was there before you, ${when}. "
        "The message is now: ${state}.",
        mapping=values,
    )
    return Refused("state", sentence)
