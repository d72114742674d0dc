"""What is said of withdrawn posts."""

import pytest
from plone import api

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.archive.record.withdrawals import (
    may_answer_for,
    store_answer,
    unanswered_posts,
)


@pytest.fixture
def b(tell):
    """A post that its source has withdrawn."""
    ids = tell("c", "b", "a", times=1)
    tell("c", "a")
    return ids["B"]


def waiting(hub, channel):
    return [entry["entry_id"] for entry in unanswered_posts(hub, channel.UID())]


def test_an_answer_is_taken_once_and_of_its_own_channel_only(hub, channel, b):
    assert waiting(hub, channel) == [b]
    assert not store_answer(hub, "another", b, "fault", why="Fel", now=1)
    with api.env.adopt_user("anna"):
        assert store_answer(hub, channel.UID(), b, "fault", why="Fel", now=1)
    assert not store_answer(hub, channel.UID(), b, "purpose", why="Nej", now=2)
    assert waiting(hub, channel) == []


def test_what_has_come_back_waits_no_more_and_is_not_asked_for_again(hub, channel, b, tell):
    tell("c", "b", "a")
    assert waiting(hub, channel) == []
    tell("c", "a")
    assert waiting(hub, channel) == []
    assert [line.act for line in post_acts.post_lines(hub, b)].count("ask") == 1


@pytest.mark.parametrize(("who", "may"), [("anna", True), ("cia", False), ("rut", False)])
def test_who_may_answer(hub, channel, who, may):
    with api.env.adopt_user(who):
        assert may_answer_for(hub, channel) is may
