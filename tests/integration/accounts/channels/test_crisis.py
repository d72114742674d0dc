"""What is on top of a hub, and what ends it."""

import pytest
from BTrees.LOBTree import LOBTree
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import crisis, hub_storage, post_acts
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.archive.retention import archive_decisions
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.verification import log_faults

NOW = 1_790_000_000
HOUR = 3600


@pytest.fixture
def begin(hub, channel):
    """A function that puts the channel, or an entry of it, on top for an hour."""

    def begin(entry="", now=NOW):
        crisis.begin_order(hub, channel.UID(), entry, until=now + HOUR, now=now, who="anna")

    return begin


def test_nothing_is_on_top_of_a_new_hub(hub):
    assert crisis.current_order(hub, NOW) is None
    assert not crisis.end_order(hub, now=NOW)
    assert [*crisis.order_log(hub)] == []


def test_it_lasts_until_its_hour(hub, channel, begin):
    begin()
    order = crisis.CrisisOrder(NOW, NOW + HOUR, channel.UID(), "", "anna")
    assert crisis.current_order(hub, NOW + HOUR - 1) == order
    assert crisis.current_order(hub, NOW + HOUR) is None


def test_the_latest_holds_within_a_second_too(hub, channel, begin, keep):
    begin()
    entry = keep(channel)
    begin(entry)
    assert crisis.current_order(hub, NOW).entry == entry
    assert crisis.end_order(hub, now=NOW, who="bert")
    assert crisis.current_order(hub, NOW) is None
    assert [line.by for line in crisis.order_log(hub)] == ["bert", "anna", "anna"]


@pytest.mark.parametrize("act", ["hide", "withdraw"])
def test_an_entry_that_goes_out_of_sight_ends_it_for_good(hub, channel, begin, keep, act):
    entry = keep(channel)
    begin(entry)
    post_acts.note_act(hub, act, [keep(channel), entry], now=NOW + 1, who="bert")
    post_acts.note_act(hub, "show", [entry], now=NOW + 2, who="bert")
    assert crisis.current_order(hub, NOW + 3) is None
    assert next(crisis.order_log(hub)).why == act


def test_an_entry_of_a_channel_on_top_does_not_take_the_channel_down(hub, channel, begin, keep):
    begin()
    post_acts.note_act(hub, "hide", [keep(channel)], now=NOW + 1, who="bert")
    assert crisis.current_order(hub, NOW + 2).channel == channel.UID()


def test_a_channel_that_is_closed_ends_it_and_one_that_is_paused_does_not(hub, channel, keep):
    now = 4_000_000_000  # the steps are taken by the clock
    crisis.begin_order(hub, channel.UID(), keep(channel), until=now, now=NOW, who="anna")
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "pause", StepInput(comment="Semester"))
        assert crisis.current_order(hub, now - 1)
        archive_decisions.note_decision(channel, today(), "KS 1")
        take_channel_step(channel, "close", StepInput(comment="Slut", closed_on=today()))
    assert crisis.current_order(hub, now - 1) is None
    assert next(crisis.order_log(hub)).why == "closed"


def test_own_words_take_the_place_of_a_channel_and_a_change_is_a_new_line(hub, begin):
    begin()
    words = {"title": "Vattnet är slut", "text": "Koka det.", "link": "https://example.se"}
    how = {"until": NOW + HOUR, "who": "anna"}
    crisis.begin_notice(hub, words, now=NOW + 1, **how)
    crisis.begin_notice(hub, words, now=NOW + 2, **how)
    crisis.begin_notice(hub, words | {"text": "Koka det inte."}, now=NOW + 3, **how)
    order = crisis.current_order(hub, NOW + 3)
    assert (order.channel, order.text, order.since) == ("", "Koka det inte.", NOW + 3)
    crisis.end_order(hub, now=NOW + 4, who="bert")
    lines = [(line.title, line.text) for line in crisis.order_log(hub)]
    assert lines[:3] == [(words["title"], text) for text in ["Koka det inte."] * 2 + ["Koka det."]]
    assert lines[3:] == [("", "")]


def test_a_line_from_before_there_were_own_words_still_holds(hub, channel):
    lines = hub_storage.writable_data(hub, crisis.KEY, LOBTree)
    lines[NOW] = (NOW, NOW + HOUR, channel.UID(), "", "anna", "")
    assert crisis.current_order(hub, NOW).channel == channel.UID()


def test_each_line_stands_in_the_hub_wide_log(hub, channel, begin):
    begin()
    crisis.end_order(hub, now=NOW + 1, who="anna")
    messages_of(hub).append_queued_lines(NOW + 2)
    assert [*log_faults(hub, None)] == []
    lines = hub_storage.stored_data(hub, crisis.KEY)
    lines[lines.minKey()] = (NOW, NOW + 9 * HOUR, channel.UID(), "", "bert", "")
    assert len([*log_faults(hub, None)]) == 1
