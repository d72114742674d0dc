"""Where a message's handler is in the flow's questions, and what the answers lead to (G21).

A fact is false until it is stated, so which questions have been answered is read from the log;
what the answers are is read from the state, where a fact tells it.
"""

from collections.abc import Iterable, Iterator, Mapping

from .engine import unmet
from .flow import QUESTIONS, TRANSITIONS, Branch, Question, Transition
from .plain import Data
from .state import State

Answers = Mapping[str, bool]

# With these a message is assessed anew, and with those whoever has it now is asked anew.
AGAIN, ANOTHER = ("reopen", "reopen-watch"), ("forward", "decline")
STEP_ANSWERS = {
    "act": ("rules", True),
    "withdraw": ("rules", False),
    "restore": ("rules", False),
    "claim": ("who", True),
}
FACT_ANSWERS = {
    "addressed": "direct",
    "case": "case",
    "secret": "case",
    "answer_due": "answer_due",
}
UNDOING = ("decline", "withdraw", "restore", "reopen")
# What is done beside the way through the flow, and the mark that says that it is done.
BESIDE = {"to-mailbox": {"in_mailbox", "registered"}, "register": {"registered"}}
ONWARDS = {
    "answering": ("answer",),
    "forwarded": ("accept",),
    "answered": ("close", "follow-up"),
    "watched": ("close", "reopen-watch"),
}


def answers(state: State, log: Iterable[Data]) -> dict[str, bool]:
    """What has been answered, by question; ``log`` is the message's, the earliest line first."""
    found: dict[str, bool] = {}
    for line in log:
        found = {} if line["step"] in AGAIN else found | _answered_by(line)
        if line["step"] in ANOTHER:
            found.pop("who", None)
    found |= _facts(state, found)
    # What was public may have been deleted for a rule that it was said to break.
    return found | obvious(state) if state.is_direct else obvious(state) | found


def obvious(state: State) -> dict[str, bool]:
    """What nobody is asked: a direct message is one, and what nobody sees is not taken down."""
    direct = {"direct": True} if state.is_direct else {}
    is_gone = state.publication in ("direct", "deleted")
    return direct | ({"rules": False} if is_gone else {})


def next_question(state: State, answers: Answers) -> Question | None:
    """The question to ask now; None where the answers have led to an end, or it is too late."""
    if state.handling != "assessing":
        return None
    for question in QUESTIONS:
        if question.id not in answers:
            return question
        if not _branch(question, answers).goes_on:
            return None
    return None


def led_through(answers: Answers) -> Iterator[tuple[Question, Branch]]:
    """The questions that the answers lead through, in order, up to an end or one without answer."""
    for question in QUESTIONS:
        if question.id not in answers:
            return
        branch = _branch(question, answers)
        yield question, branch
        if not branch.goes_on:
            return


def next_steps(state: State, answers: Answers) -> tuple[str, ...]:
    """The steps that the answers and the state lead to now, whoever is to take them."""
    if state.handling in ("received", "closed"):
        return ()
    led = [step for _question, branch in led_through(answers) for step in branch.steps]
    beside = (step for step in BESIDE if step in led and not BESIDE[step] & state.record)
    needed = (step for step in beside if step != "to-mailbox" or state.is_direct)
    return (*needed, *_onwards(state, led))


def stated_by(question: str, is_yes: bool, case: bool, secret: bool) -> dict[str, bool]:
    """The facts that an answer states; ``case`` and ``secret`` say which of the two it is about."""
    if question == "case":
        return {"case": is_yes and case, "secret": is_yes and secret}
    return {fact: is_yes for fact, asked in FACT_ANSWERS.items() if asked == question}


def _answered_by(line: Data) -> dict[str, bool]:
    given = line["given"]
    found = {FACT_ANSWERS[name]: bool(given[name]) for name in FACT_ANSWERS if name in given}
    if "question" in given:
        found[given["question"]] = bool(given["answer"])
    if line["step"] in STEP_ANSWERS:
        question, answer = STEP_ANSWERS[line["step"]]
        found[question] = answer
    return found


def _facts(state: State, found: Answers) -> dict[str, bool]:
    facts = state.facts
    told = {
        "direct": facts.addressed,
        "case": facts.case or facts.secret,
        "answer_due": facts.answer_due,
    }
    return {question: told[question] for question in told if question in found}


def _branch(question: Question, answers: Answers) -> Branch:
    return question.yes if answers[question.id] else question.no


def _onwards(state: State, led: list[str]) -> tuple[str, ...]:
    if state.handling == "acting":
        return ("close",) if state.is_removed else ("unpublish", "delete")
    if state.handling != "assessing":
        return ONWARDS[state.handling]
    steps = (TRANSITIONS[name] for name in led if name not in BESIDE)
    return tuple(
        step.id
        for step in steps
        if "assessing" in step.handling and step.to and not _is_hindered(state, step)
    )


def _is_hindered(state: State, step: Transition) -> bool:
    return any(guard.asks not in step.asks for guard in unmet(state, step))
