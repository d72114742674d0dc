"""A connection goes with its channel."""

import pytest
from days import local_day
from interfaceserver import NUMBER
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.connections.book import (
    Connection,
    connection_of,
    every,
    note,
    remember,
)
from katrineholm.socialhub.accounts.lifecycle.demands import Given
from katrineholm.socialhub.accounts.lifecycle.steps import take


@pytest.fixture
def hub(connectable_channel):
    return hub_of(connectable_channel)


@pytest.fixture
def connected(hub, connectable_channel):
    """The channel's connection."""
    kept = Connection("instagram", NUMBER, "kulturen", "cipher", "anna", 1, 1, 0)
    remember(hub, connectable_channel.UID(), kept)
    return kept


def test_a_connection_ends_with_its_channel(hub, connectable_channel, connected):
    assert dict(every(hub)) == {connectable_channel.UID(): connected}
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(connectable_channel)
    assert dict(every(hub)) == {}


def test_a_channel_that_is_closed_keeps_no_token(hub, connectable_channel, connected):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take(connectable_channel, "pause", Given(comment="Paus"))
        assert connection_of(connectable_channel) == connected
        take(connectable_channel, "close", Given(comment="Slut", closed_on=local_day()))
    assert connection_of(connectable_channel) is None


def test_a_channel_with_another_name_is_connected_still(connectable_channel, connected):
    with api.env.adopt_user(SITE_OWNER_NAME):
        renamed = api.content.rename(connectable_channel, "annat")
    assert connection_of(renamed) == connected


def test_what_is_noted_of_no_connection_is_nothing(hub, connected):
    note(hub, "unknown", told="5")
    assert len(dict(every(hub))) == 1
