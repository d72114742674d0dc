"""The guide through a message (G21): questions to its handler, and the possible next steps."""

from collections.abc import Mapping
from functools import cached_property

from ... import _
from ...core.messages.engine import FACT_FIELDS
from ...core.messages.flow import ACTORS, QUESTIONS, TRANSITIONS, Question
from ...core.messages.guide import (
    CLOSABLE_STATES,
    SIDE_STEPS,
    UNDOING_STEPS,
    given_answers,
    next_steps,
    obvious_answers,
    relevant_questions,
    unanswered_questions,
)
from ...core.messages.store import messages_of
from ...site.pages.request import form_text, form_texts
from ..steps.replies import answer_service, sender_email
from ..steps.roles import message_roles
from ..steps.rules import reported_rule
from ..steps.schema import STATEMENTS
from ..steps.step_sequence import OPTIONAL_AFTER, OPTIONAL_BEFORE, REQUIRED_FIRST
from ..steps.steps import STATING_ROLES
from .acts import (
    ANSWER,
    DECIDE,
    KEEP_TITLE,
    NO_VALUES,
    POST,
    SEND,
    SEND_TITLE,
    step_fields,
    with_recipient,
    with_service,
)
from .answer_templates import filled_templates
from .serializer import step_choices

YES_NO = {"yes": _("Yes"), "no": _("No")}
QUESTION_HELP = {
    "rules": _("The seven grounds, the channel's own rules, and the law."),
    "direct": _("Was it written to the municipality, rather than to everybody who reads along?"),
    "case": _("Say which, if you answer yes. A registrar gets it on a list of what to register."),
    "answer_due": _("A question, or something that the sender has to be told."),
    "who": _("If somebody else knows better, pass it on."),
}
# The facts that a yes can mean, with their default ticks.
DEFAULT_TICKS = {"case": {"case": True, "secret": False}}
# The prefix of an answer's name in the form, and the name of the steps taken along.
QUESTION, ALONG = "question_", "along"
CLAIM, RULES, UNSENT = "claim", "rules", "unsent"
# Steps taken in the form of the questions, and the answer that leads to each.
ANSWER_STEPS = {
    "act": ("rules", "yes"),
    "mark": ("rules", "yes"),
    "answer": ("who", "yes"),
    "forward": ("who", "no"),
    "watch": ("answer_due", "no"),
    "close": ("answer_due", "no"),
}
ALONG_TITLES = {
    "to-mailbox": _("Send it to the authority's mailbox first"),
    "seal": _("Seal the evidence at once"),
    "close": _("Close it then, if nothing is left to do"),
}
WAITING = {
    "to-mailbox": _("It is to be sent to the authority's mailbox."),
    "register": _("It is to be registered: it is on the registrar's list."),
}
# Steps with a section of their own on the page, and its id.
SECTION_IDS = {
    "to-mailbox": "socialhub-mailbox",
    "register": "socialhub-register",
    "dispose": "socialhub-standing",
}
# The statement follows a removal, and is no step of the flow.
REMOVAL_STEPS, STATEMENT_STEP = ("unpublish", "delete"), "statement"
STATEMENT = {"title": _("Tell the author"), "id": "socialhub-statement"}


class Guide:
    """The questions and steps that a message's page shows; it changes no data."""

    def __init__(
        self,
        hub,
        number: int,
        now: int,
        form: Mapping = NO_VALUES,
        tried: str = "",
        faults: Mapping[str, str] = NO_VALUES,
    ):
        """``form`` is the refused form of the step ``tried``; else empty."""
        self.hub, self.number, self._now = hub, number, now
        self._form, self._tried, self._faults = form, tried, faults
        self._state = messages_of(hub).state(number)
        self._log = messages_of(hub).log(number)
        self._answers = given_answers(self._state, self._log)

    def questions(self) -> list[dict]:
        """Return the questions in order, with their answers; [] if the user may not answer."""
        if not self._may_answer:
            return []
        fixed = obvious_answers(self._state)
        # Before any step, an answer may still change, and lead to another question.
        is_open = self._state.handling == "assessing"
        questions = QUESTIONS if is_open else relevant_questions(self._state, self._answers)
        # A fixed answer is shown if it is a fact about the message.
        return [
            self._question_row(each, each.id in fixed)
            for each in questions
            if fixed.get(each.id) is not False or self._answers[each.id]
        ]

    def skips_questions(self) -> bool:
        """Return whether other questions are skipped if a rule is broken: removal is possible."""
        return self._state.can_come_down

    @property
    def lacks_answers(self) -> bool:
        """True if questions must be answered before the message can be closed."""
        return bool(unanswered_questions(self._state, self._log))

    def answer_steps(self) -> list[dict]:
        """Return the steps that answers lead to, which are submitted together with the answers."""
        if not self._may_answer:
            return []
        return [self._answer_step(name) for name in ANSWER_STEPS if self._is_answer_step(name)]

    def step_groups(self) -> dict[str, list[dict]]:
        """Return the possible steps, other than answers, as ``next``, ``undo`` and ``more``."""
        found: dict[str, list[dict]] = {"next": [], "undo": [], "more": []}
        apart = ANSWER_STEPS if self._may_answer else ()
        taken = (*apart, CLAIM) if self.may_claim else apart
        here = (
            name
            for name in self._possible_steps
            if not self._is_below(name) and name not in taken and not self._is_pointless(name)
        )
        for name in sorted(here, key=lambda each: _rank(each, self._next_steps)):
            found[_group(name, self._next_steps)].append(self._step_row(self._possible_steps[name]))
        return found

    @property
    def may_claim(self) -> bool:
        """True if the user may claim the message to answer it, and has no writing box yet."""
        return CLAIM in self._possible_steps and not self._answers.get("who")

    def steps_below(self) -> list[dict]:
        """Return ``title`` and ``id`` of the next steps that have their own section on the page."""
        steps = [
            {"title": self._possible_steps[name]["title"], "id": SECTION_IDS[name]}
            for name in self._next_steps
            if name in self._possible_steps and self._is_below(name)
        ]
        return [STATEMENT, *steps] if self._lacks_statement else steps

    def others_tasks(self) -> list:
        """Return notes about next steps that somebody else has to take."""
        theirs = set(self._next_steps) - set(self._possible_steps)
        return [WAITING[name] for name in WAITING if name in theirs]

    def facts(self) -> dict[str, bool]:
        """Return the facts about the message as booleans, keyed by name."""
        return {name: getattr(self._state.facts, name) for name in FACT_FIELDS}

    @property
    def may_state(self) -> bool:
        """True if the user may set facts about the message."""
        return self._state.handling != "closed" and bool(self._roles & set(STATING_ROLES))

    @cached_property
    def _next_steps(self):
        return next_steps(self._state, self._answers)

    @cached_property
    def _possible_steps(self):
        return {each["id"]: each for each in step_choices(self.hub, self.number, self._now)}

    @cached_property
    def _may_answer(self):
        is_asked = self._state.handling in ("assessing", *CLOSABLE_STATES)
        return is_asked and bool(self._roles & {*ACTORS, "receiver"})

    @cached_property
    def _roles(self):
        return message_roles(self.hub, messages_of(self.hub)[self.number])

    @property
    def _is_actor(self):
        return bool(self._roles & set(ACTORS))

    @property
    def _lacks_statement(self):
        lines = (line["step"] for line in reversed(self._log))
        latest = next((step for step in lines if step in (*REMOVAL_STEPS, STATEMENT_STEP)), None)
        return self._is_actor and self._state.is_removed and latest in REMOVAL_STEPS

    def _is_below(self, name):
        """Return whether the step has a section; a public message has none for the mailbox."""
        return name in SECTION_IDS and (name != "to-mailbox" or self._state.is_direct)

    def _is_pointless(self, name):
        """Return whether the step would take away a mark that the message does not have."""
        return name == "unmark" and not self._state.facts.rules

    def _question_row(self, question: Question, is_fixed):
        ticks, answer = DEFAULT_TICKS.get(question.id, {}), self._answer_to(question.id)
        return {
            "id": question.id,
            "name": QUESTION + question.id,
            "text": question.text,
            "help": QUESTION_HELP[question.id],
            "options": [
                {"value": value, "title": title, "checked": value == answer or None}
                for value, title in YES_NO.items()
            ],
            "fixed": YES_NO[answer] if is_fixed else "",
            "ticks": [
                {
                    "name": name,
                    "title": STATEMENTS[name].title,
                    "checked": ticks[name] or getattr(self._state.facts, name) or None,
                }
                for name in ticks
            ],
        }

    def _answer_to(self, question):
        if written := form_text(self._form, QUESTION + question):
            return written
        known = self._answers.get(question)
        return "" if known is None else "yes" if known else "no"

    def _step_row(self, step):
        name = step["id"]
        is_tried, row = name == self._tried, TRANSITIONS[name]
        found = step | {
            "help": row.help,
            "is_open": is_tried or None,
            "is_grave": row.is_grave,
            # A message to be removed on the platform is sealed here first.
            "is_elsewhere": row.is_elsewhere
            and (name not in REMOVAL_STEPS or "sealed" in self._state.record),
            "fields": [],
            "along": [],
            "box": "",
            "is_idle": False,
            "button": row.title,
        }
        if step["hindrances"]:
            return found
        form, faults = (self._form, self._faults) if is_tried else (NO_VALUES, NO_VALUES)
        # The summary of faults links to the fields by their names alone.
        of = "" if is_tried else name
        return found | self._step_inputs(name, form, form, faults, of=of)

    def _is_answer_step(self, name):
        """Return whether an answer can make a step possible: not if the state forbids it."""
        step = self._possible_steps.get(REQUIRED_FIRST.get(name, name))
        if not step or (name == "act" and step["hindrances"]):
            return False
        return name != "close" or self._state.handling == "assessing" or self._is_due(name)

    def _answer_step(self, name):
        is_tried = self._tried == DECIDE and form_text(self._form, "way") == name
        return {
            "id": name,
            "title": TRANSITIONS[name].title,
            # A step that the state requires does not depend on the answers.
            "when": None if self._is_due(name) else "-".join(ANSWER_STEPS[name]),
            "is_elsewhere": name == ANSWER,
        } | self._step_inputs(
            name,
            self._form,
            self._form if is_tried else NO_VALUES,
            self._faults,
            prefix=f"{name}-",
            of=name,
        )

    def _step_inputs(self, name, form, ticks, faults, *, prefix="", of=""):
        """Return a step's ``step_fields`` and ``along``, and the ``box`` that takes a template.

        Its ``help`` is about the way that an answer takes, and ``is_idle`` if no way is ticked. The
        ``button`` says whether the answer is sent.
        """
        has_box = ANSWER in TRANSITIONS[name].asks and self.templates
        fields = self._fields(name, form, faults, prefix, of)
        ways = [each["value"] for each in fields if each["name"] in (prefix + SEND, prefix + POST)]
        answer_title = SEND_TITLE if any(ways) else KEEP_TITLE
        return {
            "help": self._way_help() if ways else TRANSITIONS[name].help,
            "is_idle": bool(ways) and not any(ways),
            "button": answer_title if name == ANSWER else TRANSITIONS[name].title,
            "fields": fields,
            "along": self._along_choices(name, ticks, prefix),
            "box": prefix + ANSWER if has_box else "",
        }

    def _is_due(self, name):
        return self._state.handling in CLOSABLE_STATES and name in self._next_steps

    def _fields(self, step, form, faults, prefix, of):
        given = form or {prefix + name: value for name, value in self._begun.items()}
        found = step_fields(step, self, given, faults, prefix=prefix, of=of)
        to = sender_email(self.hub, self.number) if SEND in TRANSITIONS[step].asks else ""
        ways = {prefix + SEND: to, prefix + POST: self._service if step == ANSWER else ""}
        possible = [each for each in found if ways.get(each["name"], True)]
        return [
            with_service(with_recipient(each, to, form), self._service, form) for each in possible
        ]

    @cached_property
    def _begun(self):
        """The values to begin with: the rule that a reader reported, the answer not posted."""
        rule = reported_rule(self.hub, self.number)
        lines = [line for line in self._log if line["step"] in (ANSWER, UNSENT)]
        is_unsent = bool(lines) and lines[-1]["step"] == UNSENT
        text = _latest_answer(lines) if is_unsent else ""
        return ({RULES: [rule]} if rule else {}) | ({ANSWER: text} if text else {})

    @cached_property
    def _service(self):
        return answer_service(self.hub, self.number)

    def _way_help(self):
        if not self._service:
            return _("It is mailed exactly as you write it here.")
        return _(
            "It is posted on ${service} exactly as you write it here.",
            mapping={"service": self._service},
        )

    @cached_property
    def templates(self) -> list[dict]:
        """The filled-in templates that an answer can be started from."""
        return filled_templates(self.hub, self.number)

    def _along_choices(self, step, form, prefix):
        """Return the steps that may be taken along, ticked unless the user unticked them."""
        names = (*OPTIONAL_BEFORE.get(step, ()), *OPTIONAL_AFTER.get(step, ()))
        picked = form_texts(form, prefix + ALONG) if form else names
        return [
            {
                "id": name,
                "name": prefix + ALONG,
                "title": ALONG_TITLES[name],
                "checked": name in picked,
            }
            for name in names
            if self._may_go_along(name)
        ]

    def _may_go_along(self, name):
        step = self._possible_steps.get(name)
        is_possible = step and not step["hindrances"]
        if name == "seal":
            # A receiver returns the message by the step before.
            return self._is_actor and is_possible
        if name == "to-mailbox":
            is_kept = self._state.record & SIDE_STEPS[name]
            return self._state.is_direct and not is_kept and is_possible
        return True


def _latest_answer(lines):
    texts = (line["given"].get("answer", "") for line in reversed(lines) if line["step"] == ANSWER)
    return next(texts, "")


def _group(name, coming):
    if name in coming:
        return "next"
    return "undo" if name in UNDOING_STEPS else "more"


def _rank(name, coming):
    """Return a sort key: next steps first in their order, others in the order of the flow."""
    return coming.index(name) if name in coming else len(coming) + list(TRANSITIONS).index(name)
