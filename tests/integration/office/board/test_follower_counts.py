"""The followers of connected accounts are asked for once a week."""

import pytest
import transaction
from interfaceserver import ADDRESS, NUMBER, TOKEN

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration import looks
from katrineholm.socialhub.accounts.registration.connections import Connection, store_connection
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.office.board.follower_counts import INTERVAL, count_due_followers

INSTAGRAM = {
    "profile_url": "https://www.instagram.com/kulturen/",
    "feed_url": ADDRESS,
    "platform": "instagram",
}


@pytest.fixture
def channel(interface, make_functional_channel):
    """A connected channel."""
    channel = make_functional_channel("insta", **INSTAGRAM)
    connect(channel, "instagram")
    return channel


def connect(channel, connector):
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": TOKEN})
    kept = Connection(connector, NUMBER, "kulturen", cipher, "anna", 1, 1, 0)
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()


def numbers(channel):
    transaction.begin()
    return [look.followers for look in looks.channel_looks(hub_of(channel), channel.UID())]


def test_the_service_is_asked_once_a_week_and_nobody_has_looked_by_that(worker, clock, channel):
    count_due_followers(worker)
    count_due_followers(worker)
    assert numbers(channel) == [1240]
    assert looks.latest_looks(hub_of(channel)) == {}
    clock.now += INTERVAL
    count_due_followers(worker)
    assert numbers(channel) == [1240, 1240]
    clock.now -= 400 * 24 * 3600  # it was wrong
    count_due_followers(worker)
    count_due_followers(worker)
    count_due_followers(worker)
    assert len(numbers(channel)) == 3


def test_a_page_whose_posts_are_never_shown_is_counted_too(
    worker, interface, make_functional_channel
):
    page = make_functional_channel(
        "sida", profile_url="https://www.facebook.com/kulturen", platform="facebook", feed_url=""
    )
    connect(page, "facebook")
    count_due_followers(worker)
    assert numbers(page) == [1240]


def test_a_service_that_refuses_or_tells_nothing_leaves_a_gap(worker, channel):
    def refuse(opened):
        raise FeedError("token_ended", service="Instagram", number=190)

    def trip(opened):
        raise ValueError("whatever it has answered")

    count_due_followers(worker, ask=refuse)
    count_due_followers(worker, ask=trip)
    count_due_followers(worker, ask=lambda opened: None)
    assert numbers(channel) == []
