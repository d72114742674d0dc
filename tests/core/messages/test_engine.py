"""Every state that a message can come to: the invariants, and a second reading of the table."""

from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from katrineholm.socialhub.core.messages.engine import (
    Refused,
    next_state,
    possible_steps,
    state_with_facts,
    unmet_guards,
)
from katrineholm.socialhub.core.messages.flow import OPEN, ROLES, TRANSITIONS
from katrineholm.socialhub.core.messages.guards import GUARDS, IN_ORDER, LIBRARY
from katrineholm.socialhub.core.messages.state import Facts, State, initial_state

# All that a person can give along with a step.
EVERYTHING = {
    **{"receiver": "bo", "reason": "därför", "answer": "Hej", "in_office": True, "shown": True},
    **{"follow_up_on": "2026-12-01", "follow_up": "m2", "confirmed": True, "by_another": True},
    **{
        "rules": ("K1", "S1"),
        "message_id": "<1@x>",
        "diary_number": "KS 2026/1",
        "decision": "RA-FS",
    },
    **{"diary_date": "2026-01-02", "diary_party": "Eva", "diary_subject": "Lekplatsen"},
    **{"period_passed": True, "second_person": "cia", "outcome": "Klart"},
}
# Both readings of guideline point 8: as it is built, and with what that reading spares left out.
SPARED = ("decision", "period_passed", "second_person")
SPARING = {name: EVERYTHING[name] for name in EVERYTHING if name not in SPARED}
READINGS = {IN_ORDER: EVERYTHING, LIBRARY: SPARING | {"reading": LIBRARY}}
NEEDED = {
    **{"forward": ("receiver", "reason"), "pass-on": ("receiver", "reason")},
    **{"decline": ("reason",), "watch": ("reason",)},
    **{
        "answer": ("answer", "in_office"),
        "follow-up": ("follow_up_on",),
        "act": ("rules", "reason"),
    },
    **{"reopen-watch": ("follow_up",), "withdraw": ("reason",), "delete": ("confirmed",)},
    **{"restore": ("by_another", "reason"), "to-mailbox": ("message_id",)},
    "register": ("diary_number", "diary_date", "diary_party", "diary_subject"),
    "unsent": ("reason",),
    **{"reopen": ("reason",), "take-back": ("reason",), "close": ("outcome",)},
    **{"mark": ("rules", "reason"), "unmark": ("reason",)},
    "dispose": ("decision", "period_passed", "second_person"),
}
FLAGS = ("addressed", "answer_due", "case", "secret", "minor")
# The table of the flow, read a second time: (who, from, to, publication, becomes, record, if).
R, S, E = "responsible", "substitute", "receiver"
OFFICE, D, A, Y = "office", "registrar", "archivist", "system"
NO, GIVEN_TO = ("", "", ""), "assessing answering forwarded answered watched acting"
TABLE = {
    "assess": ((Y,), "received", "assessing", "", "", "", lambda s: True),
    "claim": ((R, S), "assessing", "answering", "", "", "", lambda s: True),
    "forward": ((R, S, E), "assessing answering", "forwarded", *NO, lambda s: True),
    "pass-on": ((E,), "forwarded", "forwarded", *NO, lambda s: True),
    "accept": ((E,), "forwarded", "answering", "", "", "", lambda s: True),
    "decline": ((E, Y), "forwarded answering", "assessing", *NO, lambda s: True),
    "take-back": ((R, S, OFFICE), "forwarded", "assessing", *NO, lambda s: True),
    "watch": ((R, S), "assessing", "watched", "", "", "", lambda s: not s.facts.answer_due),
    "answer": ((R, S, E), "answering forwarded", "answered", *NO, lambda s: True),
    "unsent": ((Y,), "answered watched closed", "answering", "", "", "", lambda s: True),
    "follow-up": ((R, S, E, Y), "answered", "watched", "", "", "", lambda s: True),
    "reopen-watch": ((R, S, E, Y), "watched", "assessing", "", "", "", lambda s: True),
    "act": (
        *((R, S, OFFICE, E), "assessing answering forwarded answered watched", "acting", *NO),
        lambda s: not s.is_direct and s.publication not in ("deleted", "elsewhere"),
    ),
    "mark": ((R, S, OFFICE, E), GIVEN_TO, "", "direct elsewhere", "", "", lambda s: True),
    "unmark": (
        *((R, S, OFFICE, E), GIVEN_TO, "", "direct elsewhere", "", ""),
        lambda s: bool(s.facts.rules),
    ),
    "withdraw": (
        *((R, S, OFFICE), "acting", "assessing", "", "", ""),
        lambda s: s.publication == "public",
    ),
    "seal": ((R, S, OFFICE, E, Y), " ".join(OPEN), "", "", "", "sealed", lambda s: True),
    "unpublish": (
        *((R, S, OFFICE), "acting", "", "public", "unpublished", ""),
        lambda s: s.facts.rules and "sealed" in s.record,
    ),
    "delete": (
        *((R, S, OFFICE), "acting", "", "public unpublished", "deleted", ""),
        lambda s: s.facts.rules and "sealed" in s.record,
    ),
    "clear": (
        *((R, S, E), "answered watched", "", "direct", "deleted", ""),
        lambda s: "sealed" in s.record and ("in_mailbox" in s.record or "registered" in s.record),
    ),
    "restore": (
        *((R, S, OFFICE), "acting closed", "assessing", "unpublished", "public", ""),
        lambda s: True,
    ),
    "to-mailbox": ((R, S, E), " ".join(OPEN), "", "", "", "in_mailbox", lambda s: True),
    "register": ((D,), f"{' '.join(OPEN)} closed", "", "", "", "registered", lambda s: True),
    "close": (
        (R, S, E),
        "assessing answered watched acting",
        "closed",
        "",
        "",
        "",
        lambda s: closes(s),
    ),
    "reopen": ((R, S, OFFICE, E), "closed", "assessing", "", "", "", lambda s: True),
    "dispose": ((A,), "closed", "", "", "", "disposed", lambda s: True),
}
# By the second reading nobody need decide on what nobody has touched; on all else, as before.
BY_THE_LIBRARY = {
    "dispose": lambda s: (
        s.publication == "public"
        and s.record == frozenset({"captured"})
        and s.facts in {Facts(answer_due=a, minor=m) for a in (False, True) for m in (False, True)}
    )
}


def closes(s):
    """The closing rules, word by word."""
    removed = not s.is_direct and s.publication in ("unpublished", "deleted")
    ended = (
        s.handling in ("answered", "watched")
        or (s.handling == "acting" and removed)
        or (s.handling == "assessing" and not s.facts.answer_due)
    )
    kept = "in_mailbox" in s.record or "registered" in s.record
    slight = s.facts.minor and not (s.facts.case or s.facts.secret)
    return (
        ended
        and (not s.facts.answer_due or s.is_answered or removed)
        and (not s.facts.rules or s.publication != "public")
        and (not (s.facts.case or s.facts.secret) or "registered" in s.record)
        and not (s.facts.secret and s.publication == "public")
        and (not s.is_direct or kept or slight)
    )


def expected(state, name, reading):
    """The state after a step with all that is needed, or None, from the table alone."""
    _who, handling, to, publication, becomes, mark, condition = TABLE[name]
    if reading == LIBRARY:
        condition = BY_THE_LIBRARY.get(name, condition)
    if "disposed" in state.record or state.handling not in handling.split():
        return None
    if publication and state.publication not in publication.split():
        return None
    if not condition(state):
        return None
    after = replace(
        state,
        handling=to or state.handling,
        publication=becomes or state.publication,
        record=state.record | ({mark} if mark else set()),
    )
    if name in ("withdraw", "restore", "act", "mark", "unmark"):
        rules = EVERYTHING["rules"] if name in ("act", "mark") else ()
        after = replace(after, facts=replace(after.facts, rules=rules))
    if name == "answer":
        after = replace(after, is_answered=True)
    is_unanswered = name in ("reopen-watch", "unsent")
    return replace(after, is_answered=False) if is_unanswered else after


def tried(state, name, given):
    try:
        return next_state(state, name, ROLES, given)
    except Refused:
        return None


@pytest.fixture(params=READINGS)
def reading(request):
    """One of the two readings of guideline point 8."""
    return request.param


@cache
def steps(reading):
    """For each state that can be reached: what each step and each statement makes of it."""
    given, found = READINGS[reading], {}
    new = [
        initial_state(direct=False),
        initial_state(direct=True),
        initial_state(direct=False, elsewhere=True),
    ]
    while new:
        state = new.pop()
        if state in found:
            continue
        after = {name: tried(state, name, given) for name in TRANSITIONS}
        stated = {state_with_facts(state, {name: not getattr(state.facts, name)}) for name in FLAGS}
        found[state] = (after, stated)
        new += [each for each in (*after.values(), *stated) if each is not None]
    return found


@pytest.mark.parametrize(("flag", "value"), [*product(FLAGS, (False, True))])
def test_what_is_stated_again_stays_as_it_is(flag, value):
    stated = state_with_facts(State(), {flag: value})
    assert getattr(stated.facts, flag) is value
    assert state_with_facts(stated, {flag: value}) == stated


def test_there_are_thousands_of_states(reading):
    assert len(steps(reading)) >= 3000


def test_every_step_leads_where_the_table_says_and_no_other_step_is_taken(reading):
    assert set(TABLE) == set(TRANSITIONS)
    for state, (after, _stated) in steps(reading).items():
        assert after == {name: expected(state, name, reading) for name in TABLE}


def test_every_step_fires(reading):
    found = steps(reading).values()
    fired = {name for after, _ in found for name in after if after[name] is not None}
    assert fired == set(TRANSITIONS)


def test_every_state_can_reach_closed_by_steps_alone(reading):
    before = {}
    for state, (after, _stated) in steps(reading).items():
        for following in set(after.values()) - {None}:
            before.setdefault(following, set()).add(state)
    reached, new = set(), [state for state in steps(reading) if state.handling == "closed"]
    while new:
        state = new.pop()
        if state not in reached:
            reached.add(state)
            new += before.get(state, ())
    assert reached == set(steps(reading))


def broken(before, name, after):
    """The invariants that a step breaks."""
    gone = after.publication in ("unpublished", "deleted")
    removed = gone and not after.is_direct
    facts, record = after.facts, after.record
    closed = after.handling == "closed"
    cared = record & {"in_mailbox", "registered"} or (
        facts.minor and not (facts.case or facts.secret)
    )
    rules = {
        "gone, so sealed before": not gone or "sealed" in before.record,
        "taken down, so for a rule": name not in ("unpublish", "delete") or facts.rules,
        "a closed direct message is taken care of": not (closed and after.is_direct) or cared,
        "a closed case has a diary number": not (closed and (facts.case or facts.secret))
        or "registered" in record,
        "answered or removed": not (closed and facts.answer_due) or after.is_answered or removed,
        "nothing that breaks a rule stays public": not (closed and (facts.rules or facts.secret))
        or after.publication != "public",
        "disposed, so closed": "disposed" not in record or closed,
        "nothing of the record is lost": before.record <= record,
        "a direct message was never public": not after.is_direct or after.publication != "public",
    }
    return {rule for rule, holds in rules.items() if not holds}


def test_no_step_from_any_state_breaks_an_invariant(reading):
    found = {
        (name, rule)
        for state, (after, _stated) in steps(reading).items()
        for name, following in after.items()
        if following is not None
        for rule in broken(state, name, following)
    }
    assert found == set()


@pytest.mark.parametrize("name", TABLE)
def test_a_step_is_for_those_alone_whom_the_table_names(name):
    who = TABLE[name][0]
    state = next(s for s, (after, _) in steps(IN_ORDER).items() if after[name] is not None)
    for role in ROLES:
        names = [step.id for step in possible_steps(state, [role])]
        assert (name in names) == (role in who)
        if role not in who:
            with pytest.raises(Refused) as refusal:
                next_state(state, name, [role], EVERYTHING)
            assert refusal.value.guard == "role"


@pytest.mark.parametrize(("name", "missing"), [(n, m) for n in NEEDED for m in NEEDED[n]])
def test_what_a_step_asks_for_must_be_given(name, missing):
    state = next(s for s, (after, _) in steps(IN_ORDER).items() if after[name] is not None)
    given = {what: value for what, value in EVERYTHING.items() if what != missing}
    with pytest.raises(Refused) as refusal:
        next_state(state, name, ROLES, given)
    assert refusal.value.guard in TRANSITIONS[name].guards
    assert refusal.value.sentence == GUARDS[refusal.value.guard].refusal


@pytest.mark.parametrize("hindrance", ["open_request", "hold"])
def test_nothing_is_disposed_of_that_somebody_waits_for(hindrance):
    state = State(handling="closed")
    with pytest.raises(Refused):
        next_state(state, "dispose", ["archivist"], EVERYTHING | {hindrance: True})


@pytest.mark.parametrize("name", ["", "explode", "ASSESS", "close "])
def test_a_name_that_is_no_step_is_refused(name):
    with pytest.raises(Refused) as refusal:
        next_state(State(), name, ROLES)
    assert refusal.value.guard == "transition"


def test_what_is_stated_along_with_a_step_counts_for_it():
    state = State(handling="assessing", facts=Facts(answer_due=True))
    step = TRANSITIONS["close"]
    unmet_now = [guard.name for guard in unmet_guards(state, step)]
    assert unmet_now == ["ended", "answered-or-removed", "outcome"]
    closed = next_state(state, "close", ["responsible"], {"answer_due": False, "outcome": "Inget"})
    assert (closed.handling, closed.facts) == ("closed", Facts())
    assert state_with_facts(closed, {"answer_due": True}) == closed


def test_every_guard_and_role_is_used():
    assert {name for step in TRANSITIONS.values() for name in step.guards} == set(GUARDS)
    assert {role for step in TRANSITIONS.values() for role in step.who} == set(ROLES)


HANDED_ON = State(handling="forwarded")
CLEARED = State(
    **{"handling": "watched", "publication": "deleted", "is_direct": True},
    record=frozenset({"captured", "sealed", "in_mailbox"}),
    facts=Facts(answer_due=True),
)


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("receiver", {"pass-on", "accept", "decline", "answer", "act", "seal", "to-mailbox"}),
        ("office", {"take-back", "act", "seal"}),
        ("responsible", {"take-back", "answer", "act", "seal", "to-mailbox"}),
    ],
)
def test_what_was_passed_on_is_nobodys_prison(role, names):
    assert {step.id for step in possible_steps(HANDED_ON, [role])} == names


def test_the_receiver_who_took_over_can_still_return_it_pass_it_on_and_mark_a_rule():
    found = {step.id for step in possible_steps(State(handling="answering"), ["receiver"])}
    assert {"decline", "forward", "answer", "act"} <= found


def test_a_direct_message_that_was_cleared_away_still_owes_its_answer():
    with pytest.raises(Refused) as refusal:
        next_state(CLEARED, "close", ["responsible"], EVERYTHING)
    assert refusal.value.guard == "answered-or-removed"
    assert next_state(replace(CLEARED, is_answered=True), "close", ["responsible"], EVERYTHING)


@pytest.mark.parametrize(
    "state", [initial_state(direct=True), initial_state(direct=False, elsewhere=True)]
)
def test_a_threat_that_we_cannot_take_down_is_marked_and_unmarked(state):
    state = replace(state, handling="answering")
    marked = next_state(state, "mark", ["receiver"], {"rules": ["L1"], "reason": "Hot"})
    assert marked == replace(state, facts=Facts(rules=("L1",)))
    assert next_state(marked, "unmark", ["receiver"], {"reason": "Skämt"}) == state
