"""A WebSub hub is told which of the outgoing feeds have news."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.hop import Hop
from katrineholm.socialhub.core.feeds.model import Push
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.feeds.websub import hub_in_header
from katrineholm.socialhub.public.listings.websub_ping import notify_websub_hub

HUB, SITE = "https://hub.example.se/", "https://www.example.se"
LATER = datetime(2026, 6, 1, tzinfo=UTC)
FEEDS = ("@@rss", "@@atom", "@@json-feed")


class Hub:
    def __init__(self):
        self.told, self.status = [], 204

    def __call__(self, url, body, headers):
        form = parse_qs(body.decode())
        assert (url, form["hub.mode"]) == (HUB, ["publish"])
        self.told += form["hub.url"]
        if isinstance(self.status, FeedError):
            raise self.status
        return Hop(self.status, Headers(), b"", False)

    def taken(self):
        told, self.told = self.told, []
        return told


def set_up(**values):
    for name, value in values.items():
        api.portal.get_tool("portal_registry")[f"katrineholm.socialhub.{name}"] = value
    transaction.commit()


@pytest.fixture
def channel(make_functional_channel, keep):
    channel = make_functional_channel("bloggen", title="Bloggen")
    set_up(websub_hub=HUB, site_url=SITE)
    keep(channel)
    transaction.commit()
    return channel


@pytest.fixture
def tell(worker, channel):
    """A function that has the worker tell a hub; it has seen what there is already."""
    hub = Hub()
    notify_websub_hub(worker, hub)
    assert hub.told == []

    def tell():
        transaction.commit()
        notify_websub_hub(worker, hub)
        transaction.begin()
        return hub.taken()

    tell.hub = hub
    return tell


def feeds(*paths):
    return [f"{SITE}{path}/{feed}" for path in paths for feed in FEEDS]


def test_news_of_a_channel_is_news_in_every_feed_that_has_it(tell, channel, keep):
    keep(channel, LATER)
    assert tell() == feeds("/hub", "/hub/kultur", "/hub/kultur/bloggen")
    assert tell() == []


def test_what_only_some_may_see_is_told_to_nobody(tell, channel, keep):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(channel.__parent__, "retract")
    keep(channel, LATER)
    assert tell() == []


def test_what_is_kept_for_the_record_is_no_news(tell, make_functional_channel, keep):
    address = {"profile_url": "https://www.facebook.com/kulturen", "feed_url": None}
    page = make_functional_channel("sidan", platform="facebook", **address)
    keep(page, LATER)
    assert tell() == []


@pytest.mark.parametrize(
    ("status", "later"),
    [
        (400, 120),
        (500, 120),
        (307, 120),
        (FeedError("private"), 120),
        (500, -400 * 24 * 3600),  # the clock was wrong
    ],
)
def test_what_the_hub_does_not_take_is_told_later(tell, channel, keep, clock, status, later):
    keep(channel, LATER)
    tell.hub.status = status
    assert len(tell()) == 1
    assert tell() == []
    clock.now += later
    tell.hub.status = 202
    assert len(tell()) == 9


def test_without_a_hub_or_an_address_nobody_is_told(tell, channel, keep):
    keep(channel, LATER)
    set_up(site_url=None)
    assert tell() == []
    set_up(site_url=SITE, websub_hub=None)
    assert tell() == []


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_names_its_hub_and_itself(channel, browse, feed):
    answer = browse().get(f"hub/{feed}")
    url = answer.url
    assert hub_in_header(answer.headers["Link"], "") == Push(HUB, url)
    assert parse_feed(answer.content, answer.headers["Content-Type"], "").push == Push(HUB, url)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_of_a_choice_names_none(channel, browse, feed):
    answer = browse().get(f"hub/{feed}?kind=blog")
    assert HUB not in answer.text + answer.headers.get("Link", "")


def test_without_a_hub_no_feed_names_one(channel, browse):
    set_up(websub_hub=None)
    answer = browse().get("hub/@@atom")
    assert ('rel="hub"' in answer.text, "Link" in answer.headers) == (False, False)
