"""What is on top of a hub, and what ends it."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import books, crisis, post_acts
from katrineholm.socialhub.accounts.channels.moments import today
from katrineholm.socialhub.accounts.lifecycle.demands import Given
from katrineholm.socialhub.accounts.lifecycle.steps import take
from katrineholm.socialhub.archive.closing import decisions
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.checking import found

NOW = 1_790_000_000
HOUR = 3600


@pytest.fixture
def begin(hub, channel):
    """A function that puts the channel, or an entry of it, on top for an hour."""

    def begin(entry="", now=NOW):
        crisis.begin(hub, channel.UID(), entry, until=now + HOUR, now=now, who="anna")

    return begin


def test_nothing_is_on_top_of_a_new_hub(hub):
    assert crisis.order(hub, NOW) is None
    assert not crisis.end(hub, now=NOW)
    assert [*crisis.past(hub)] == []


def test_it_lasts_until_its_hour(hub, channel, begin):
    begin()
    order = crisis.Order(NOW, NOW + HOUR, channel.UID(), "", "anna")
    assert crisis.order(hub, NOW + HOUR - 1) == order
    assert crisis.order(hub, NOW + HOUR) is None


def test_the_latest_holds_within_a_second_too(hub, channel, begin, keep):
    begin()
    entry = keep(channel)
    begin(entry)
    assert crisis.order(hub, NOW).entry == entry
    assert crisis.end(hub, now=NOW, who="bert")
    assert crisis.order(hub, NOW) is None
    assert [line.by for line in crisis.past(hub)] == ["bert", "anna", "anna"]


@pytest.mark.parametrize("act", ["hide", "withdraw"])
def test_an_entry_that_goes_out_of_sight_ends_it_for_good(hub, channel, begin, keep, act):
    entry = keep(channel)
    begin(entry)
    post_acts.note(hub, act, [keep(channel), entry], now=NOW + 1, who="bert")
    post_acts.note(hub, "show", [entry], now=NOW + 2, who="bert")
    assert crisis.order(hub, NOW + 3) is None
    assert next(crisis.past(hub)).why == act


def test_an_entry_of_a_channel_on_top_does_not_take_the_channel_down(hub, channel, begin, keep):
    begin()
    post_acts.note(hub, "hide", [keep(channel)], now=NOW + 1, who="bert")
    assert crisis.order(hub, NOW + 2).channel == channel.UID()


def test_a_channel_that_is_closed_ends_it_and_one_that_is_paused_does_not(hub, channel, keep):
    now = 4_000_000_000  # the steps are taken by the clock
    crisis.begin(hub, channel.UID(), keep(channel), until=now, now=NOW, who="anna")
    with api.env.adopt_user(SITE_OWNER_NAME):
        take(channel, "pause", Given(comment="Semester"))
        assert crisis.order(hub, now - 1)
        decisions.note(channel, today(), "KS 1")
        take(channel, "close", Given(comment="Slut", closed_on=today()))
    assert crisis.order(hub, now - 1) is None
    assert next(crisis.past(hub)).why == "closed"


def test_each_line_stands_in_the_hub_wide_log(hub, channel, begin):
    begin()
    crisis.end(hub, now=NOW + 1, who="anna")
    messages_of(hub).join(NOW + 2)
    assert [*found(hub, None)] == []
    lines = books.read(hub, crisis.KEY)
    lines[lines.minKey()] = (NOW, NOW + 9 * HOUR, channel.UID(), "", "bert", "")
    assert len([*found(hub, None)]) == 1
