"""What visitors see of it: on every portlet of ours, with the time of the last check."""

from time import time

import pytest
from plone import api
from plone.portlets.interfaces import IPortletManager, IPortletRenderer
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known
from katrineholm.socialhub.public.facebook import portlet as places
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.public.partyblogs import portlet as parties
from katrineholm.socialhub.public.register import portlet as channels
from katrineholm.socialhub.refresh import health
from katrineholm.socialhub.refresh.state import State, failed, succeeded
from katrineholm.socialhub.site.portlets import base

PORTLETS = (feed, channels, places, parties)


@pytest.fixture
def begin(hub, channel, keep):
    """A function that puts the channel on top."""
    keep(channel, title="Gammalt")

    def begin(seconds=3600):
        now = int(time())
        crisis.begin(hub, channel.UID(), "", until=now + seconds, now=now, who="anna")

    return begin


@pytest.fixture
def render(portal, hub):
    """A function that renders a portlet as anybody sees it."""

    def render(*rooms):
        portal.REQUEST.other.pop(base.SAID, None)  # another page
        return "".join(map(one, rooms))

    def one(room):
        column = getUtility(IPortletManager, name="plone.rightcolumn")
        placed = (portal, portal.REQUEST, portal.restrictedTraverse("@@plone"), column)
        with api.env.adopt_roles(["Anonymous"]):
            renderer = getMultiAdapter((*placed, room.Assignment()), IPortletRenderer)
            renderer.update()
            return renderer.render()

    return render


@pytest.mark.parametrize("room", PORTLETS, ids=lambda room: room.__name__.split(".")[-2])
def test_it_stands_above_every_portlet_and_goes_with_its_hour(render, begin, room):
    assert "socialhub-crisis" not in render(room)
    begin()
    assert render(room).lstrip().startswith('<div class="socialhub socialhub-crisis"')
    begin(seconds=0)
    assert "socialhub-crisis" not in render(room)


def test_a_page_says_it_once(render, begin):
    begin()
    assert render(*PORTLETS).count('<div class="socialhub socialhub-crisis"') == 1
    assert render(*PORTLETS).count('<div class="socialhub socialhub-crisis"') == 1


def test_it_says_when_the_source_was_checked(hub, channel, render, begin):
    begin()
    assert "Källan kontrollerades" not in render(feed)
    now = int(time())
    state = succeeded(State(channel.feed_url), Known(), now)
    health.remember(hub, channel.UID(), state)
    assert "Källan kontrollerades senast" in render(feed)
    health.remember(hub, channel.UID(), failed(state, FeedError("timeout", url="x"), now, 3600))
    assert "Källan svarar inte just nu. Den kontrollerades senast" in render(feed)


def test_what_is_old_is_not_shown_as_what_is_going_on(channel, render, begin):
    begin()
    notice = render(feed).partition('<section class="card portlet"')[0]
    assert "Gammalt" not in notice
    assert "Inget nytt har kommit härifrån de senaste dagarna" in notice
    assert facts_of(channel).profile_url in notice
