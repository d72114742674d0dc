"""No step moves a deadline later, but those that are meant to; a crime is urgent at once."""

from datetime import UTC, datetime
from itertools import product

import pytest

from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.engine import Refused, next_state
from katrineholm.socialhub.core.messages.flow import OPEN, ROLES, TRANSITIONS
from katrineholm.socialhub.core.messages.state import PUBLICATION, Facts, State, state_data
from katrineholm.socialhub.inbox.steps import deadlines
from katrineholm.socialhub.inbox.steps.deadlines import (
    DeadlineBasis,
    deadline_after,
    deadline_basis,
    is_urgent,
)

HOUR = 3600
NOW = int(datetime(2026, 11, 24, 10, tzinfo=UTC).timestamp())  # a Tuesday
SETTINGS = {"answer_within": 24, "remove_within": 2}
GIVEN = {
    **{"receiver": "bo", "reason": "därför", "answer": "Hej", "in_office": True, "shown": True},
    **{"follow_up_on": "2026-12-01", "follow_up": "m2", "confirmed": True, "by_another": True},
    **{"rules": ("K1",), "message_id": "<1@x>", "diary_number": "KS 2026/1", "outcome": "Klart"},
    **{"diary_date": "2026-01-02", "diary_party": "Eva", "diary_subject": "Lekplatsen"},
    **{"decision": "RA-FS", "period_passed": True, "second_person": "cia"},
}
MEANT_TO = {"follow-up", "reopen-watch", "reopen", "restore"}
# A day late, soon to be late, in time, and far away.
PRESENT = (NOW - 24 * HOUR, NOW + HOUR, NOW + 24 * HOUR, NOW + 500 * HOUR)
RECORD = frozenset({"captured", "sealed", "in_mailbox", "registered"})
STATES = [
    State(handling, publication, RECORD, publication == "direct", False, Facts(rules=rules))
    for handling, publication, rules in product((*OPEN, "closed"), PUBLICATION, ((), ("K1",)))
]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The site's settings and its clock, without a site."""
    monkeypatch.setattr(deadlines, "setting", SETTINGS.__getitem__)
    monkeypatch.setattr(
        deadlines, "local_time", lambda seconds: datetime.fromtimestamp(seconds, UTC)
    )
    monkeypatch.setattr(
        deadlines, "start_of_day", lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)
    )


def afters(name):
    """Where a step leads, from wherever it can be taken."""
    for state in STATES:
        try:
            yield next_state(state, name, ROLES, GIVEN)
        except Refused:
            continue


@pytest.mark.parametrize("name", TRANSITIONS)
def test_no_step_moves_a_deadline_later_but_those_that_are_meant_to(name):
    found = list(afters(name))
    assert found
    for state, present, ago, urgent in product(found, PRESENT, (0, 99), (False, True)):
        due = deadline_after(
            name, state, DeadlineBasis(present, NOW - ago * HOUR, urgent), GIVEN, NOW
        )
        # Where nothing waits any more, it is done; that is no postponement.
        is_done = state.handling in ("answered", "watched", "closed") or state.is_removed
        assert name in MEANT_TO or (due is None and is_done) or due <= present


def test_what_is_late_stays_late_whatever_is_done_without_an_answer_or_news():
    """What closes a message and opens it again is no news, nor is what nobody has answered."""
    late, waited = NOW - 24 * HOUR, set()
    for state in (each for each in STATES if each.handling == "assessing"):
        walk(state, [line("wait", late, due=late)], late, 4, waited)
    assert {"reopen", "restore", "withdraw", "unmark"} <= waited


def walk(state, log, due, left, waited):
    """Take every way from a state; which steps led to where somebody waits is noted."""
    assert due is None or due <= NOW - 24 * HOUR, [each["step"] for each in log]
    for name in TRANSITIONS.keys() - {"answer", "reopen-watch", "register", "to-mailbox", "seal"}:
        try:
            after = next_state(state, name, ROLES, GIVEN)
        except Refused:
            continue
        told = [*log, line(name, NOW, "anna")]
        found = DeadlineBasis(due, NOW, False, deadlines.missed_deadline(told))
        is_given = after.handling == "assessing" and name not in ("forward", "pass-on")
        then = deadline_after("assess" if is_given else name, after, found, GIVEN, NOW)
        if then is not None:
            waited.add(name)
        if left:
            lines = [*told, line("wait", NOW, due=then)] if after.handling != "closed" else told
            walk(after, lines, then, left - 1, waited)


@pytest.mark.parametrize("name", sorted(MEANT_TO))
def test_what_begins_a_clock_anew_says_why_in_the_log(name):
    assert {"reason", "follow_up", "follow_up_on"} & set(TRANSITIONS[name].asks)
    assert name in deadlines.RENEWAL_STEPS


ACTING = State("acting")


@pytest.mark.parametrize("present", [None, *PRESENT])
def test_the_removal_clock_starts_with_the_report_and_not_with_the_decision(present):
    known = NOW - 20 * HOUR
    due = deadline_after("act", ACTING, DeadlineBasis(present, known), GIVEN, NOW)
    assert due == min(known + 2 * HOUR, known + 2 * HOUR if present is None else present)


def test_taking_a_late_decision_back_makes_nothing_punctual():
    late = DeadlineBasis(NOW - 72 * HOUR, NOW - 96 * HOUR)
    acted = deadline_after("act", ACTING, late, GIVEN, NOW)
    back = deadline_after(
        "withdraw", State("assessing"), DeadlineBasis(acted, late.known), GIVEN, NOW
    )
    assert acted <= late.present
    assert back <= late.present


def test_a_crime_has_office_hours_from_its_first_minute():
    first = deadline_after("assess", State("assessing"), DeadlineBasis(None, NOW, True), {}, NOW)
    other = deadline_after("assess", State("assessing"), DeadlineBasis(None, NOW), {}, NOW)
    assert (first, other) == (NOW + 2 * HOUR, NOW + 24 * HOUR)


def message(reason="K6", how="report", rules=(), order=-1):
    reported = {"reason": reason, "text": "x"} if how == "report" else None
    told = captured_content("Text", how=how, at=NOW, reported=reported)
    return {"captured": told, "state": state_data(State(facts=Facts(rules=rules))), "order": order}


def line(step, time=NOW, who="", **given):
    return {"step": step, "time": time, "who": who, "given": given}


@pytest.mark.parametrize(
    ("kept", "log", "urgent"),
    [
        (message("K6"), [], False),
        (message("K1"), [], False),
        (message("other"), [], False),
        *((message(code), [], True) for code in ("K2", "K3", "K4", "K5", "L1")),
        (message("K6"), [line("reported", reason="K4")], True),
        (message("K6"), [line("note", reason="K4")], False),
        (message(how="feed"), [], False),
        (message(how="feed", rules=("L1",)), [], True),
        (message(how="feed", rules=("K4a",)), [], True),
        (message(how="feed", rules=("K6a",)), [], False),
    ],
)
def test_what_names_a_crime_is_urgent(kept, log, urgent):
    assert is_urgent(kept, log) is urgent


LATER = NOW + 9 * HOUR


@pytest.mark.parametrize(
    ("how", "log", "known"),
    [
        ("report", [line("receive"), line("act", LATER, "anna")], NOW),
        ("contact", [line("receive")], NOW),
        # Nobody has seen what was retrieved before somebody has done something about it.
        ("feed", [line("receive"), line("assess")], LATER + 9),
        ("feed", [line("receive"), line("reported", LATER)], LATER),
        ("feed", [line("receive"), line("note", LATER, "anna")], LATER),
        ("report", [line("receive"), line("reopen", LATER, "anna")], LATER),
    ],
)
def test_knowledge_begins_with_the_report_or_with_whoever_first_did_something(how, log, known):
    assert deadline_basis(message(how=how), log, LATER + 9).known == known
