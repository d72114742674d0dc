"""The flow's questions for a handler: which are answered, and which steps follow (G21).

A fact is false until it is stated, so only the log shows which questions have been answered; the
answers themselves are read from the state if it has a fact for them.
"""

from collections.abc import Iterable, Iterator, Mapping

from .data_types import Data
from .engine import unmet_guards
from .flow import QUESTIONS, TRANSITIONS, Branch, Question
from .state import State

Answers = Mapping[str, bool]

# After these steps a message is assessed again; after those the new handler is asked again.
REOPENING_STEPS = ("reopen", "reopen-watch")
HANDOVER_STEPS = ("forward", "pass-on", "decline", "take-back")
STEP_ANSWERS = {
    "act": ("rules", True),
    "mark": ("rules", True),
    "unmark": ("rules", False),
    "withdraw": ("rules", False),
    "restore": ("rules", False),
    "claim": ("who", True),
}
FACT_ANSWERS = {"addressed": "direct", "case": "case", "secret": "case", "answer_due": "answer_due"}
UNDOING_STEPS = ("decline", "take-back", "withdraw", "unmark", "restore", "reopen")
# The states in which unanswered questions are asked before a message is closed.
CLOSABLE_STATES = ("acting", "answered", "watched")
# The steps beside the main flow, and the marks that show that they are done.
SIDE_STEPS = {"to-mailbox": {"in_mailbox", "registered"}, "register": {"registered"}}
FOLLOWING_STEPS = {
    "answering": ("answer",),
    "forwarded": ("accept",),
    "answered": ("close", "follow-up"),
    "watched": ("close", "reopen-watch"),
}


def given_answers(state: State, log: Iterable[Data]) -> dict[str, bool]:
    """Return the answers given to the flow's questions, from a message's state and its log."""
    found: dict[str, bool] = {}
    for line in log:
        found = {} if line["step"] in REOPENING_STEPS else found | _answers_in_line(line)
        if line["step"] in HANDOVER_STEPS:
            found.pop("who", None)
    found |= _fact_answers(state, found)
    # A public message may have been deleted for a rule that it was held to break.
    return found | obvious_answers(state) if state.is_direct else obvious_answers(state) | found


def obvious_answers(state: State) -> dict[str, bool]:
    """Return the answers that follow from the state of a direct or deleted message, by question."""
    if state.is_direct:
        return {"direct": True}
    return {"rules": False} if state.publication == "deleted" else {}


def unanswered_questions(state: State, log: Iterable[Data]) -> list[str]:
    """Return the ids of the questions that must still be answered before a message is closed.

    The question of who answers is optional, as is whether an answer is due once it has been
    answered. If the message breaks a rule, the rule must be named.
    """
    found = given_answers(state, log)
    idle = {"who", "answer_due"} if state.is_answered else {"who"}
    answered = {name for name in found if name != "rules" or state.facts.rules or not found[name]}
    ids = (each.id for each in relevant_questions(state, found))
    return [each for each in ids if each not in answered and each not in idle]


def answered_path(state: State, answers: Answers) -> Iterator[tuple[Question, Branch]]:
    """Yield each answered question with its answer's branch, up to an end or an unanswered one."""
    for question in relevant_questions(state, answers):
        if question.id not in answers:
            return
        yield question, _chosen_branch(question, answers)


def next_steps(state: State, answers: Answers) -> tuple[str, ...]:
    """Return the steps that the answers and the state lead to now, for any role."""
    if state.handling in ("received", "closed"):
        return ()
    led = [step for _question, branch in answered_path(state, answers) for step in branch.steps]
    beside = (step for step in SIDE_STEPS if step in led and not SIDE_STEPS[step] & state.record)
    needed = (step for step in beside if step != "to-mailbox" or state.is_direct)
    is_unmarked = "mark" in led and not (state.can_come_down or state.facts.rules)
    return (*(("mark",) if is_unmarked else ()), *needed, *_main_steps(state, led))


def facts_of_answer(question: str, is_yes: bool, case: bool, secret: bool) -> dict[str, bool]:
    """Return the facts that an answer states; "case" has two, chosen by ``case`` and ``secret``."""
    if question == "case":
        return {"case": is_yes and case, "secret": is_yes and secret}
    return {fact: is_yes for fact, topic in FACT_ANSWERS.items() if topic == question}


def relevant_questions(state: State, answers: Answers) -> Iterator[Question]:
    """Yield the questions that concern this message, in order, until an answer ends the flow."""
    spared: set[str] = set()
    for question in QUESTIONS:
        if question.id in spared:
            continue
        yield question
        if question.id in answers:
            branch = _chosen_branch(question, answers)
            spared |= set(branch.spares) if state.can_come_down else set()
            if not branch.goes_on:
                return


def _answers_in_line(line: Data) -> dict[str, bool]:
    given = line["given"]
    found = {FACT_ANSWERS[name]: bool(given[name]) for name in FACT_ANSWERS if name in given}
    if "question" in given:
        found[given["question"]] = bool(given["answer"])
    if line["step"] in STEP_ANSWERS:
        question, answer = STEP_ANSWERS[line["step"]]
        found[question] = answer
    return found


def _fact_answers(state: State, found: Answers) -> dict[str, bool]:
    facts = state.facts
    stated = {
        "direct": facts.addressed,
        "case": facts.case or facts.secret,
        "answer_due": facts.answer_due,
    }
    return {question: stated[question] for question in stated if question in found}


def _chosen_branch(question: Question, answers: Answers) -> Branch:
    return question.yes if answers[question.id] else question.no


def _main_steps(state: State, led: list[str]) -> tuple[str, ...]:
    if state.handling == "acting":
        # A message is sealed before it is gone from the platform.
        removal = ("unpublish", "delete") if "sealed" in state.record else ("seal",)
        return ("close",) if state.is_removed else removal
    if state.handling != "assessing":
        return FOLLOWING_STEPS[state.handling]
    steps = (TRANSITIONS[name] for name in led if name not in SIDE_STEPS)
    return tuple(
        step.id
        for step in steps
        if "assessing" in step.handling
        and step.to
        and all(guard.asks in step.asks for guard in unmet_guards(state, step))
    )
