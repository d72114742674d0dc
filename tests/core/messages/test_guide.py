"""The guided steps: which question comes next, and what its answer leads to."""

from dataclasses import replace
from itertools import product

import pytest

from katrineholm.socialhub.core.messages.engine import next_state
from katrineholm.socialhub.core.messages.flow import QUESTIONS, ROLES
from katrineholm.socialhub.core.messages.guide import (
    facts_of_answer,
    given_answers,
    next_steps,
    relevant_questions,
    unanswered_questions,
)
from katrineholm.socialhub.core.messages.state import Facts, State, initial_state

ASSESSING = State(handling="assessing")
IDS = [question.id for question in QUESTIONS]


def next_question(state, given):
    """The id of the first question that is not answered yet; None where an end is reached."""
    return next(
        (each.id for each in relevant_questions(state, given) if each.id not in given), None
    )


def line(step, **given):
    return {"step": step, "given": given}


def asked(question, answer, **facts):
    return line("state", question=question, answer=answer, **facts)


def test_the_questions_come_in_the_guidelines_order():
    found, log = [], []
    while question := next_question(ASSESSING, given_answers(ASSESSING, log)):
        found.append(question)
        log.append(asked(question, question in ("answer_due", "who")))
        # The facts follow the log in the store; the fact that an answer is due is what goes on.
        if question == "answer_due":
            break
    assert found == IDS[:4]


@pytest.mark.parametrize(
    ("given", "question", "steps"),
    [
        ({}, "rules", ()),
        # Whether it belongs to a case, or may be secret, is asked of what is taken down, too.
        ({"rules": True}, "case", ("act",)),
        ({"rules": True, "case": True}, None, ("register", "act")),
        ({"rules": False}, "direct", ()),
        ({"rules": False, "direct": True}, "case", ()),
        ({"rules": False, "direct": False, "case": False}, "answer_due", ()),
        (
            {"rules": False, "direct": False, "case": False, "answer_due": False},
            None,
            ("watch", "close"),
        ),
        (
            {"rules": False, "direct": False, "case": False, "answer_due": True, "who": True},
            None,
            ("claim", "close"),
        ),
        (
            {"rules": False, "direct": False, "case": False, "answer_due": True, "who": False},
            None,
            ("forward",),
        ),
    ],
)
def test_an_answer_leads_to_the_next_question_or_to_what_is_to_be_done(given, question, steps):
    assert next_question(ASSESSING, given) == question
    assert next_steps(ASSESSING, given) == steps


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([line("receive")], {}),
        ([asked("rules", False)], {"rules": False}),
        ([asked("rules", False), line("act", rules=["K1"])], {"rules": True}),
        ([line("act", rules=["K1"]), line("withdraw")], {"rules": False}),
        ([line("act", rules=["K1"]), line("unpublish"), line("restore")], {"rules": False}),
        ([line("state", case=False)], {"case": False}),
        ([line("watch", reason="x", answer_due=False)], {"answer_due": False}),
        ([asked("who", False), line("forward"), line("decline")], {}),
        ([asked("rules", False), line("close"), line("reopen")], {}),
        ([asked("rules", False), line("reopen-watch")], {}),
    ],
)
def test_what_has_been_answered_is_read_from_the_log(log, expected):
    assert given_answers(ASSESSING, log) == expected


def test_a_fact_that_was_stated_since_outdoes_the_answer():
    state = State(handling="assessing", facts=Facts(secret=True))
    assert given_answers(state, [asked("case", False)]) == {"case": True}


def test_nobody_is_asked_what_is_obvious():
    # A threat may be sent directly: whether it breaks the law is asked of everything.
    assert given_answers(initial_state(direct=True), []) == {"direct": True}
    assert given_answers(State(publication="deleted"), []) == {"rules": False}


def test_what_is_taken_care_of_is_not_asked_for_again():
    given = {"rules": False, "direct": True}
    came = replace(initial_state(direct=True), handling="assessing")
    assert next_steps(came, given) == ("to-mailbox",)
    kept = replace(came, record=came.record | {"in_mailbox"})
    assert next_steps(kept, given) == ()


@pytest.mark.parametrize(
    ("handling", "publication", "steps"),
    [
        ("received", "public", ()),
        ("answering", "public", ("answer",)),
        ("forwarded", "public", ("accept",)),
        ("answered", "public", ("close", "follow-up")),
        ("watched", "public", ("close", "reopen-watch")),
        ("acting", "public", ("seal",)),
        ("acting", "unpublished", ("close",)),
        ("acting", "deleted", ("close",)),
        ("closed", "public", ()),
    ],
)
def test_what_comes_after_the_questions(handling, publication, steps):
    assert next_steps(State(handling=handling, publication=publication), {}) == steps


def test_what_is_sealed_is_taken_down_next():
    sealed = State(handling="acting", record=frozenset({"captured", "sealed"}))
    assert next_steps(sealed, {}) == ("unpublish", "delete")


@pytest.mark.parametrize("given", list(product([True, False], repeat=5)))
@pytest.mark.parametrize("is_direct", [True, False])
def test_whatever_is_answered_leads_on(given, is_direct):
    log = [
        asked(each.id, answer, **facts_of_answer(each.id, answer, True, True))
        for each, answer in zip(QUESTIONS, given, strict=True)
    ]
    facts = {name: line["given"][name] for line in log for name in line["given"]}
    known = {name: facts[name] for name in ("addressed", "case", "secret", "answer_due")}
    state = next_state(initial_state(direct=is_direct), "assess", set(ROLES))
    state = replace(state, facts=Facts(**known))
    found = given_answers(state, log)
    assert next_question(state, found) is None
    assert next_steps(state, found)


def test_an_answer_states_facts():
    assert facts_of_answer("case", True, True, False) == {"case": True, "secret": False}
    assert facts_of_answer("case", False, True, True) == {"case": False, "secret": False}
    assert facts_of_answer("answer_due", True, False, False) == {"answer_due": True}
    assert facts_of_answer("who", True, True, True) == {}


def test_what_was_answered_before_a_message_was_deleted_stays_the_answer():
    deleted = State(handling="acting", publication="deleted")
    assert given_answers(deleted, [{"step": "act", "given": {}}]) == {"rules": True}


@pytest.mark.parametrize(
    "came", [initial_state(direct=True), initial_state(direct=False, elsewhere=True)]
)
def test_what_cannot_be_taken_down_is_marked_and_asked_all_the_same(came):
    state = replace(came, handling="assessing")
    found = given_answers(state, [asked("rules", True)])
    assert next_steps(state, found)[0] == "mark"
    assert next_question(state, found) == ("case" if state.is_direct else "direct")
    marked = replace(state, facts=Facts(rules=("L1",)))
    assert "mark" not in next_steps(marked, found)


NO = {"rules": False, "direct": False, "case": False}
ANSWERED = State(handling="answered", is_answered=True)
DOWN = State(handling="acting", publication="unpublished", facts=Facts(rules=("K1",)))


@pytest.mark.parametrize(
    ("state", "given", "missing"),
    [
        (ASSESSING, {}, ["rules", "direct", "case", "answer_due"]),
        (ASSESSING, NO, ["answer_due"]),
        (ASSESSING, NO | {"answer_due": False}, []),
        # Whoever says that it breaks a rule has to say which.
        (ASSESSING, {"rules": True, "case": False}, ["rules"]),
        (ANSWERED, {}, ["rules", "direct", "case"]),
        (ANSWERED, NO, []),
        (DOWN, {"rules": True}, ["case"]),
        (DOWN, {"rules": True, "case": False}, []),
        (initial_state(direct=True), {"rules": False}, ["case", "answer_due"]),
    ],
)
def test_what_nobody_has_answered_is_no_no(state, given, missing):
    log = [asked(each, answer) for each, answer in given.items()]
    assert unanswered_questions(state, log) == missing
