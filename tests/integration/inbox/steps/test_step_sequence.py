"""Several steps in one go: all of them, or none."""

import pytest
from officers import NOW
from plone import api
from settling import settle

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.step_sequence import take_following_steps, take_steps

ANSWER = {"answer": "I juni", "in_office": True}


def steps(hub, number):
    lines = messages_of(hub).log(number)
    idle = ("receive", "assess", "wait", "state")
    return [line["step"] for line in lines if line["step"] not in idle]


def test_an_answer_claims_the_message_and_closes_it(hub, receive):
    number = receive("När öppnar badet?")
    settle(messages_of(hub), number, NOW)
    with api.env.adopt_user("anna"):
        state, hindrance = take_steps(hub, number, "answer", ANSWER, ["close"])
    assert (state.handling, hindrance) == ("closed", None)
    assert steps(hub, number) == ["claim", "answer", "close"]


def test_a_refused_answer_claims_nothing(hub, receive):
    number = receive("När öppnar badet?")
    with api.env.adopt_user("anna"), pytest.raises(Refused):
        take_steps(hub, number, "answer", {"answer": "I juni"}, ["close"])
    assert steps(hub, number) == []
    assert messages_of(hub).state(number).handling == "assessing"


def test_what_stands_in_the_way_of_closing_is_told(hub, receive):
    number = receive("När öppnar badet?", is_direct=True)
    settle(messages_of(hub), number, NOW)
    with api.env.adopt_user("anna"):
        state, hindrance = take_steps(hub, number, "answer", ANSWER, ["close"])
    assert state.handling == "answered"
    assert hindrance


def test_what_does_not_belong_to_a_step_is_not_taken_along(hub, receive):
    number = receive("När öppnar badet?")
    with api.env.adopt_user("anna"):
        assert take_following_steps(hub, number, "watch", ["close", "delete"]) is None
    assert steps(hub, number) == []
