"""What must hold before a step, guard by guard."""

from dataclasses import replace

import pytest

from katrineholm.socialhub.core.messages.guards import CLOSING_GUARDS, GUARDS, IN_ORDER, LIBRARY
from katrineholm.socialhub.core.messages.state import RECORD, Facts, State

KEPT = frozenset({"captured", "in_mailbox"})
DIRECT = State(publication="direct", is_direct=True)
# guard: (a state in which it holds, one in which it does not)
STATES = {
    "no-answer-due": (State(), State(facts=Facts(answer_due=True))),
    "not-direct": (State(), DIRECT),
    "ours": (State(), State(publication="elsewhere")),
    "marked": (replace(DIRECT, facts=Facts(rules=("L1",))), DIRECT),
    "not-deleted": (State(), State(publication="deleted")),
    "rule": (State(facts=Facts(rules=("K1",))), State()),
    "still-public": (State(), State(publication="unpublished")),
    "sealed": (State(record=frozenset({"sealed"})), State()),
    "kept": (State(record=KEPT), State()),
    "ended": (State(handling="answered"), State(handling="answering")),
    "answered-or-removed": (
        State(is_answered=True, facts=Facts(answer_due=True)),
        State(facts=Facts(answer_due=True)),
    ),
    "rule-broken-removed": (
        State(publication="deleted", facts=Facts(rules=("K1",))),
        State(facts=Facts(rules=("K1",))),
    ),
    "case-registered": (
        State(record=frozenset({"registered"}), facts=Facts(case=True)),
        State(facts=Facts(secret=True)),
    ),
    "secret-not-public": (
        State(publication="unpublished", facts=Facts(secret=True)),
        State(facts=Facts(secret=True)),
    ),
    "direct-cared-for": (replace(DIRECT, record=KEPT), DIRECT),
}
# guard: what is given when it does not hold; without anything given it does
HINDRANCES = {
    **{"no-request": {"open_request": True}, "no-hold": {"hold": True}},
    "diary-series": {"diary_number": "KS 2026/1", "diary_series": "BIN"},
    **{"questions": {"unanswered": ["case"]}, "no-answer-due": {"unanswered": ["answer_due"]}},
}
# guard: what holds it, each alone
GIVEN = {
    "another-person": [{"by_office": True}, {"by_another": True}],
    "shown": [{"shown": True}],
}
# What is not asked of something that is as in a library, where the setting says so.
UNASKED = ("decision", "period-passed", "second-person")
TOUCHED = (
    *(State(publication=each) for each in ("unpublished", "deleted", "direct", "elsewhere")),
    *(State(facts=Facts(**{each: True})) for each in ("addressed", "case", "secret")),
    *(State(record=frozenset({"captured", each})) for each in RECORD if each != "captured"),
    State(facts=Facts(rules=("K1",))),
)
ASKING = [
    name for name, each in GUARDS.items() if each.asks and name not in ("rule", "diary-series")
]


def test_every_guard_is_tried_here():
    assert {*STATES, *HINDRANCES, *GIVEN, *ASKING} == set(GUARDS)
    assert set(UNASKED) <= set(ASKING)
    assert set(CLOSING_GUARDS) <= set(GUARDS)


@pytest.mark.parametrize("name", STATES)
def test_a_guard_of_the_state_asks_nothing_else(name):
    good, bad = STATES[name]
    assert GUARDS[name].holds(good, {})
    assert not GUARDS[name].holds(bad, {})


@pytest.mark.parametrize("name", ASKING)
def test_a_guard_that_asks_is_met_by_what_it_asks_for(name):
    guard = GUARDS[name]
    assert guard.holds(State(), {guard.asks: "x"})
    assert not guard.holds(State(), {guard.asks: ""})
    assert not guard.holds(State(), {})


@pytest.mark.parametrize("name", HINDRANCES)
def test_a_hindrance_stops_it(name):
    assert GUARDS[name].holds(State(), {})
    assert not GUARDS[name].holds(State(), HINDRANCES[name])


@pytest.mark.parametrize(("name", "given"), [(name, x) for name in GIVEN for x in GIVEN[name]])
def test_what_is_true_of_a_step_holds_it(name, given):
    assert GUARDS[name].holds(State(), given)
    assert not GUARDS[name].holds(State(), dict.fromkeys(given, False))
    assert not GUARDS[name].holds(State(), {})


@pytest.mark.parametrize("name", GUARDS)
def test_every_refusal_is_a_sentence(name):
    assert GUARDS[name].refusal.endswith(".")


@pytest.mark.parametrize("name", UNASKED)
def test_by_the_second_reading_only_what_nobody_has_touched_is_thrown_away_without_asking(name):
    holds = GUARDS[name].holds
    assert holds(State(), {"reading": LIBRARY})
    assert not holds(State(), {"reading": IN_ORDER})
    assert not any(holds(state, {"reading": LIBRARY}) for state in TOUCHED)
