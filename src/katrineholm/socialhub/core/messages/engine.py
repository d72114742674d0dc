"""The steps that a message can take now, and the states that they lead to, as pure functions."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from zope.i18nmessageid import Message

from ... import _
from .flow import TRANSITIONS, Transition
from .guards import GUARDS, Given, Guard
from .state import State

# The broken rules are stated with the steps that act on it, and cleared with others.
FACT_FIELDS = ("addressed", "answer_due", "case", "secret", "minor")
RULE_STEPS, CLEARING_STEPS = ("act", "mark"), ("withdraw", "unmark", "restore")
UNANSWERING_STEPS = ("reopen-watch", "unsent")
NOTHING_GIVEN: Given = MappingProxyType({})
NO_FAULTS: Mapping[str, str] = MappingProxyType({})


class Refused(ValueError):
    """A refused step; ``faults`` are messages by field, empty if no given value is to blame."""

    def __init__(self, guard: str, sentence: Message, faults: Mapping[str, str] = NO_FAULTS):
        self.guard, self.sentence, self.faults = guard, sentence, faults
        super().__init__(guard)


def possible_steps(state: State, roles: Collection[str]) -> list[Transition]:
    """Return the steps from a state that a user with these roles may try, in the flow's order."""
    return [
        step
        for step in TRANSITIONS.values()
        if set(step.who) & set(roles) and _can_start(step, state)
    ]


def unmet_guards(state: State, step: Transition, given: Given = NOTHING_GIVEN) -> list[Guard]:
    """Return the guards that would refuse a step, given the values that go with it."""
    return _refusing_guards(_with_stated(state, step, given), step, given)


def next_state(
    state: State, name: str, roles: Collection[str], given: Given = NOTHING_GIVEN
) -> State:
    """Return the state after a step. Raise Refused if the step is not possible or allowed."""
    step = TRANSITIONS.get(name)
    if step is None:
        raise Refused("transition", _("There is no such step."))
    if not set(step.who) & set(roles):
        raise Refused("role", _("This step is somebody else's to take."))
    if not _can_start(step, state):
        raise Refused("state", _("This step cannot be taken from where the message stands."))
    stated = _with_stated(state, step, given)
    if refusals := _refusing_guards(stated, step, given):
        first = refusals[0]
        # Missing values can be added in the form: all of them are reported at once.
        missing = {each.asks: each.refusal for each in refusals if each.asks}
        raise Refused(first.name, first.refusal, missing if first.asks else NO_FAULTS)
    return _moved_state(stated, step)


def replayed_state(state: State, name: str, given: Given = NOTHING_GIVEN) -> State:
    """Return the state after a step in the log, without checking its guards. Raise Refused."""
    step = TRANSITIONS[name]
    if not _can_start(step, state):
        raise Refused("state", _("This step cannot be taken from where the message stands."))
    return _moved_state(_with_stated(state, step, given), step)


def state_with_facts(state: State, given: Given) -> State:
    """Return the state with newly stated facts, except rules; a closed message is left as it is."""
    if state.handling == "closed":
        return state
    stated: dict[str, Any] = {name: given[name] for name in FACT_FIELDS if name in given}
    return replace(state, facts=replace(state.facts, **stated)) if stated else state


def _refusing_guards(stated: State, step: Transition, given: Given) -> list[Guard]:
    return [GUARDS[name] for name in step.guards if not GUARDS[name].holds(stated, given)]


def _with_stated(state: State, step: Transition, given: Given) -> State:
    stated = state_with_facts(state, given)
    if step.id not in RULE_STEPS:
        return stated
    return replace(stated, facts=replace(stated.facts, rules=tuple(given.get("rules", ()))))


def _can_start(step: Transition, state: State) -> bool:
    if "disposed" in state.record:
        return False
    return (not step.handling or state.handling in step.handling) and (
        not step.publication or state.publication in step.publication
    )


def _moved_state(state: State, step: Transition) -> State:
    facts = state.facts
    if step.id in CLEARING_STEPS:
        facts = replace(facts, rules=())
    return replace(
        state,
        handling=step.to or state.handling,
        publication=step.publishes or state.publication,
        record=state.record | ({step.marks} if step.marks else set()),
        is_answered=step.id not in UNANSWERING_STEPS and (state.is_answered or step.id == "answer"),
        facts=facts,
    )
