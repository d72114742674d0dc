"""What is on top, for whom, and with which entries."""

from datetime import UTC, datetime, timedelta
from time import time

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, logout
from Products.CMFCore.indexing import processQueue

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.highlight import current_highlight, highlight_ids

HOUR = 3600


@pytest.fixture
def begin(hub, channel):
    """A function that puts the channel, or an entry of it, on top for an hour from now."""

    def begin(entry=""):
        now = int(time())
        crisis.begin_order(hub, channel.UID(), entry, until=now + HOUR, now=now, who="anna")

    return begin


@pytest.fixture
def fresh(channel, keep):
    """A function that keeps an entry of some hours ago."""
    return lambda hours=1, **more: keep(
        channel, published=datetime.now(UTC) - timedelta(hours=hours), **more
    )


def test_a_channel_is_on_top_with_its_latest_entries(hub, begin, fresh):
    old = fresh(72)
    ids = [fresh(hours) for hours in (1, 2, 3, 4)]
    begin()
    assert [entry["entry_id"] for entry in current_highlight(hub).entries] == ids[:3]
    assert old not in highlight_ids(hub)


def test_an_entry_is_on_top_however_old_it_is(hub, begin, fresh):
    old = fresh(72)
    fresh()
    begin(old)
    assert highlight_ids(hub) == {old}


def test_what_visitors_do_not_see_any_more_is_not_on_top(hub, channel, begin, fresh):
    entry = fresh()
    begin(entry)
    hide_entry(timeline_of(hub), entry, by="anna", now=1)
    assert current_highlight(hub) is None


@pytest.mark.parametrize("place", ["hub", "administration"])
def test_what_lies_in_a_private_place_is_on_top_for_nobody_else(
    place, request, hub, channel, begin, fresh
):
    begin(fresh())
    hidden = request.getfixturevalue(place)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(hidden, "retract")
    processQueue()
    logout()
    assert current_highlight(hub) is None
