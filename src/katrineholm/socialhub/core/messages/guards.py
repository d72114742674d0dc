"""The conditions of the steps: guards by name, each with the message shown when it refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zope.i18nmessageid import Message

from ... import _
from .state import State

Given = Mapping[str, Any]
# The two readings of guideline point 8: a public message is a record and kept in order; or it is
# none while it is public, like a library's books (tryckfrihetsförordningen 2 kap. 14 §).
IN_ORDER, LIBRARY = "in_order", "library"


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of a step; ``holds`` is called with the state before it and the given values.

    ``asks`` is the name of the value that a person gives to meet the condition; empty if it depends
    on the state.
    """

    name: str
    holds: Callable[[State, Given], bool]
    refusal: Message
    asks: str = ""


def _input_guard(name: str, asks: str, refusal: Message) -> Guard:
    return Guard(name, lambda state, given: bool(given.get(asks)), refusal, asks)


def _is_direct_handled(state: State, given: Given) -> bool:
    if not state.is_direct or state.record & {"in_mailbox", "registered"}:
        return True
    facts = state.facts
    return facts.minor and not facts.case and not facts.secret


def _required_unless_library(name: str) -> Callable[[State, Given], bool]:
    """Return a test that an untouched message passes: by the second reading it is no record."""
    return lambda state, given: (
        bool(given.get(name)) or (given.get("reading") == LIBRARY and _is_untouched(state))
    )


def _is_untouched(state: State) -> bool:
    """Return whether it is only public: not addressed to us, in no case, not secret, not sealed."""
    facts = state.facts
    is_ours = facts.addressed or facts.case or facts.secret or bool(facts.rules)
    return state.publication == "public" and not is_ours and state.record == {"captured"}


def _is_handled(state: State, given: Given) -> bool:
    if state.handling in ("answered", "watched"):
        return True
    if state.handling == "acting":
        return state.is_removed
    return state.handling == "assessing" and not state.facts.answer_due


GUARDS = {
    guard.name: guard
    for guard in (
        _input_guard("receiver", "receiver", _("Say who is to take the message over.")),
        _input_guard("reason", "reason", _("Say why.")),
        Guard(
            "no-answer-due",
            # An unanswered question does not count as "no".
            lambda state, given: (
                not state.facts.answer_due and "answer_due" not in given.get("unanswered", ())
            ),
            _("The sender expects an answer: answer first, or state that none is due."),
        ),
        _input_guard("answer", "answer", _("Write the answer.")),
        _input_guard(
            "in-office",
            "in_office",
            _("Confirm that you answer as an employee, on behalf of the municipality."),
        ),
        _input_guard("follow-up-on", "follow_up_on", _("Say on which day it is followed up.")),
        _input_guard("news", "follow_up", _("Say which new message in the thread it is about.")),
        Guard(
            "not-direct",
            lambda state, given: not state.is_direct,
            _("A direct message was never public, so there is nothing to take down."),
        ),
        Guard(
            "ours",
            lambda state, given: state.publication != "elsewhere",
            _("The page is not ours: report the message to whoever runs it, and mark it here."),
        ),
        Guard(
            "marked",
            lambda state, given: bool(state.facts.rules),
            _("The message is not marked as one that breaks a rule."),
        ),
        Guard(
            "not-deleted",
            lambda state, given: state.publication != "deleted",
            _("The message has been deleted already."),
        ),
        Guard(
            "rule",
            lambda state, given: bool(state.facts.rules),
            _("Choose at least one rule that the message breaks."),
            asks="rules",
        ),
        Guard(
            "still-public",
            lambda state, given: state.publication == "public",
            _("The message has been taken down: what is unpublished can be restored."),
        ),
        Guard(
            "shown",
            lambda state, given: bool(given.get("shown")),
            _(
                "Neither the text of the message nor a picture of it is kept: "
                "add one of them first."
            ),
        ),
        Guard(
            "sealed",
            lambda state, given: "sealed" in state.record,
            _("Nothing is taken down before its evidence is sealed."),
        ),
        _input_guard("confirmed", "confirmed", _("Confirm that the message is to be deleted.")),
        Guard(
            "kept",
            lambda state, given: bool(state.record & {"in_mailbox", "registered"}),
            _("The message must be in the authority's mailbox, or registered, first."),
        ),
        Guard(
            "another-person",
            lambda state, given: bool(given.get("by_office") or given.get("by_another")),
            _("Somebody else than the one who took it down, or the office, restores it."),
        ),
        _input_guard("mailbox", "message_id", _("The mail to the authority's mailbox is missing.")),
        _input_guard("diary-number", "diary_number", _("Write the diary number.")),
        Guard(
            "diary-series",
            lambda state, given: (
                str(given.get("diary_number", ""))
                .upper()
                .startswith(str(given.get("diary_series", "")).upper())
            ),
            _("The diary number is not of the authority's own series."),
            asks="diary_number",
        ),
        _input_guard("diary-date", "diary_date", _("Say on which day it came in, or was sent.")),
        _input_guard("diary-party", "diary_party", _("Write who it is from, or to.")),
        _input_guard("diary-subject", "diary_subject", _("Write in short what it is about.")),
        Guard(
            "questions",
            lambda state, given: not given.get("unanswered"),
            _("Answer the flow's questions first: what nobody has answered is not a no."),
        ),
        Guard(
            "outcome",
            # An answer or a removal is an outcome.
            lambda state, given: bool(
                given.get("outcome") or state.is_answered or state.is_removed
            ),
            _("Write what came of it."),
            asks="outcome",
        ),
        Guard(
            "ended",
            _is_handled,
            _("Answer, watch or take the message down first, or state that no answer is due."),
        ),
        Guard(
            "answered-or-removed",
            lambda state, given: (
                not state.facts.answer_due or state.is_answered or state.is_removed
            ),
            _("The sender expects an answer: answer, or take the message down."),
        ),
        Guard(
            "rule-broken-removed",
            lambda state, given: not state.facts.rules or state.publication != "public",
            _("The message breaks a rule and is public: take it down, or withdraw the rule."),
        ),
        Guard(
            "case-registered",
            lambda state, given: (
                "registered" in state.record or not (state.facts.case or state.facts.secret)
            ),
            _("It belongs to a case, or may be secret: have it registered first."),
        ),
        Guard(
            "secret-not-public",
            lambda state, given: not state.facts.secret or state.publication != "public",
            _("What may be secret must not stay public: take it down first."),
        ),
        Guard(
            "direct-cared-for",
            _is_direct_handled,
            _("A direct message goes to the authority's mailbox, or is registered, first."),
        ),
        Guard(
            "decision",
            _required_unless_library("decision"),
            _("Say by which decision it is disposed of."),
            asks="decision",
        ),
        Guard(
            "period-passed",
            _required_unless_library("period_passed"),
            _("The time for which it is to be kept has not passed."),
            asks="period_passed",
        ),
        Guard(
            "no-request",
            lambda state, given: not given.get("open_request"),
            _("Somebody has asked for this record: answer the request first."),
        ),
        Guard(
            "no-hold",
            lambda state, given: not given.get("hold"),
            _("The record is held: nothing of it may be disposed of."),
        ),
        Guard(
            "second-person",
            _required_unless_library("second_person"),
            _("A second person must confirm it."),
            asks="second_person",
        ),
    )
}
CLOSING_GUARDS = (
    "questions",
    "ended",
    "answered-or-removed",
    "rule-broken-removed",
    "case-registered",
    "secret-not-public",
    "direct-cared-for",
    "outcome",
)
