"""Random walks of real messages through the real engine and store: thousands of states."""

import random
from collections import Counter

import pytest

from katrineholm.socialhub.core.messages import engine
from katrineholm.socialhub.core.messages.anchors import anchor_of
from katrineholm.socialhub.core.messages.disposal import PROPOSAL_STEP
from katrineholm.socialhub.core.messages.engine import FACT_FIELDS, Refused
from katrineholm.socialhub.core.messages.flow import QUESTIONS, ROLES, TRANSITIONS
from katrineholm.socialhub.core.messages.guards import IN_ORDER, LIBRARY
from katrineholm.socialhub.core.messages.guide import facts_of_answer, unanswered_questions
from katrineholm.socialhub.core.messages.store import Messages
from katrineholm.socialhub.core.messages.verification import record_faults

pytestmark = pytest.mark.long
NOW, TOGETHER, LONGEST, HISTORIES = 1_790_000_000, 4, 150, 500
REMOVALS = {"unpublish", "delete", "clear"}
GIVEN = {
    **{"receiver": "bo", "reason": "därför", "answer": "Hej", "in_office": True, "shown": True},
    **{"follow_up_on": "2026-12-01", "follow_up": "m2", "confirmed": True, "by_another": True},
    **{"rules": ["K1"], "message_id": "<1@x>", "diary_number": "KS 2026/1", "decision": "RA-FS"},
    **{"diary_date": "2026-01-02", "diary_party": "Eva", "diary_subject": "Lekplatsen"},
    **{"period_passed": True, "second_person": "cia", "outcome": "Klart"},
}
READINGS = {name: GIVEN | {"reading": name} for name in (IN_ORDER, LIBRARY)}
READINGS[LIBRARY] |= {"decision": "", "period_passed": False, "second_person": ""}


class Walk:
    """One hub's messages, and somebody who does anything to them, again and again."""

    def __init__(self, chance, incoming, seen, reading=IN_ORDER):
        self.messages, self.chance, self.seen = Messages({}), chance, seen
        self.given = READINGS[reading]
        self.fired = set()
        for number in range(TOGETHER):
            name = f"{chance.random()}"
            files = {"bild.png": b"\x89PNG"} if number % 3 == 0 else {}
            values = {"is_direct": number % 2 == 0, "files": files, "is_elsewhere": number == 3}
            self.messages.receive(incoming(name, channel="ab"[number % 2], **values), now=NOW)

    def step(self, number, now):
        """Do something with a message; whether it could be done."""
        ways = (self._state, self._answer, self._wait, self._take)
        doing = self.chance.choices(ways, (2, 2, 1, 7))[0]
        try:
            doing(number, now)
        except Refused:
            return False
        return True

    def _state(self, number, now):
        state, ways = self.messages.state(number), [self._stated(5) for _each in range(6)]
        new = [each for each in ways if engine.state_with_facts(state, each) not in self.seen]
        self.messages.state_facts(number, (new or ways)[0], who="anna", now=now)

    def _answer(self, number, now):
        question, answer = self.chance.choice(QUESTIONS).id, self.chance.random() < 0.3
        given = {"question": question, "answer": answer}
        stated = facts_of_answer(question, answer, True, False)
        self.messages.state_facts(number, stated, who="anna", now=now, answered=given)

    def _wait(self, number, now):
        due = self.chance.choice((None, now + 500, now - 500))
        who = self.chance.choice(("", "anna", "bo", "kim@example.org"))
        self.messages.wait(number, who, due, why=self.chance.choice("ab"), now=now)

    def _take(self, number, now):
        """A step that leads where nobody has been, if there is one, along with some facts."""
        roles, given = self._roles(), self.given | self._stated(3)
        state = self.messages.state(number)
        after = {name: self._tried(state, name, roles, given) for name in TRANSITIONS}
        new = [name for name in after if after[name] and after[name] not in self.seen]
        name = self.chance.choice(new or list(TRANSITIONS))
        if name == "dispose" and after[name]:
            self.messages.record(number, PROPOSAL_STEP, {}, who="cia", now=now)
        self.messages.take(number, name, who="anna", roles=roles, given=given, now=now)
        self.fired.add(name)

    def _stated(self, most):
        names = self.chance.sample(FACT_FIELDS, self.chance.randint(0, most))
        return {name: self.chance.random() < 0.5 for name in names}

    def _roles(self):
        return ROLES if self.chance.random() < 0.8 else [self.chance.choice(list(ROLES))]

    def _tried(self, state, name, roles, given):
        try:
            return engine.next_state(state, name, roles, given)
        except Refused:
            return None


def places(messages):
    """Where every message has to stand, read a second time."""
    for number, message in messages.root["messages"].items():
        state, facts = message["state"], message["state"]["facts"]
        where = ["hub", f"channel:{message['channel']}"]
        where += [f"person:{message['who']}"] if message["who"] else []
        is_awaited = (facts["case"] or facts["secret"]) and "registered" not in state["record"]
        where += ["registrar"] if is_awaited else []
        if not state["is_direct"] and not facts["secret"]:
            where.append(f"others:{message['channel']}")
        kind = "direct" if state["is_direct"] else "public"
        for shelf in where if "disposed" not in state["record"] else ["disposed"]:
            yield shelf, state["handling"], kind, message["order"], number


def wrong(messages, number, before):
    """What does not hold of a message, after something was done or refused."""
    message, state, log = messages[number], messages.state(number), messages.log(number)
    facts, record, steps = state.facts, state.record, [line["step"] for line in log]
    is_closed, is_gone = state.handling == "closed", "disposed" in record
    kept = record & {"in_mailbox", "registered"}
    slight = facts.minor and not (facts.case or facts.secret)
    removals = [at for at, step in enumerate(steps) if step in REMOVALS]
    seals = messages.evidence(number)
    rules = {
        "the log grows": is_gone or log[: len(before)] == before,
        "sealed with each removal": all(steps[at - 1] == "seal" for at in removals),
        "removed, so sealed": not state.is_removed or ("sealed" in record and removals),
        "each seal is there": is_gone or steps.count("seal") == len(seals),
        "removed for a rule": is_gone or not state.is_removed
        or (facts.rules and seals[-1]["state"]["facts"]["rules"]),
        "closed and direct": not (is_closed and state.is_direct) or kept or slight,
        "closed with an outcome, and asked before": not is_closed or is_gone
        or (
            log[last(steps)]["given"]["outcome"]
            and not unanswered_questions(state, log[: last(steps) + 1])
        ),
        "closed, so nobody's": not is_closed or (message["who"] == "" and message["order"] < 0),
        "closed case": not (is_closed and (facts.case or facts.secret)) or "registered" in record,
        "closed and answer due": not (is_closed and facts.answer_due)
        or state.is_answered or state.is_removed,
        "closed and public": not (is_closed and (facts.rules or facts.secret))
        or state.publication != "public",
        "never public": not state.is_direct or state.publication != "public",
        "disposed, so closed": not is_gone or (is_closed and not messages.files(number)),
    }  # fmt: skip
    return [rule for rule, holds in rules.items() if not holds]


def last(steps):
    """Where in a log the message was closed last."""
    return len(steps) - 1 - steps[::-1].index("close")


def walk(chance, incoming, seen, fired, reading):
    """Do things at random with messages of one hub, and look at all of it each time."""
    walked, clock = Walk(chance, incoming, seen, reading), NOW
    messages = walked.messages
    for _each in range(LONGEST):
        number = chance.randint(1, TOGETHER)
        before, stood = messages.log(number), messages.state(number)
        clock += chance.randint(-400, 1000)
        if not walked.step(number, clock):
            assert (messages.log(number), messages.state(number)) == (before, stood)
        assert wrong(messages, number, before) == []
        found = sorted(places(messages))
        assert list(messages.root["shelves"]) == found
        counted = {key: n() for key, n in messages.root["counts"].items() if n()}
        assert counted == Counter(place[:3] for place in found)
        seen.add(messages.state(number))
    assert messages.first_mismatch() is None
    fired |= walked.fired


@pytest.mark.parametrize("reading", READINGS)
def test_no_walk_breaks_an_invariant_or_loses_a_message_from_its_shelves(incoming, reading):
    chance, seen, fired = random.Random(8), set(), set()
    while len(seen) < 3000 or fired != set(TRANSITIONS):
        walk(chance, incoming, seen, fired, reading)


@pytest.mark.parametrize("reading", READINGS)
def test_nothing_is_found_in_histories_that_nobody_tampered_with(incoming, reading):
    chance, wrongly = random.Random(reading), []
    for _history in range(HISTORIES // len(READINGS)):
        walked, anchors = Walk(chance, incoming, set(), reading), []
        for moment in range(chance.randint(1, 24)):
            walked.step(chance.randint(1, TOGETHER), NOW + chance.randint(-400, 900) * moment)
            if chance.random() < 0.2:
                head = walked.messages.append_queued_lines(NOW + moment)
                anchors.append(anchor_of("hub", head, NOW + 900 * moment))
        wrongly += record_faults(walked.messages.root, anchors=anchors)
    assert wrongly == []
