"""Which connectors there are."""

import pytest
from zope.component import getGlobalSiteManager, getUtilitiesFor
from zope.configuration import xmlconfig

from katrineholm.socialhub.core import sources as room
from katrineholm.socialhub.core.feeds.source_kinds import (
    ACCOUNT,
    CONNECTED,
    INTERFACES,
    channel_source,
    possible_sources,
)
from katrineholm.socialhub.core.sources import registry
from katrineholm.socialhub.core.sources.interfaces import IConnector


@pytest.fixture(scope="module", autouse=True)
def registered():
    """The connectors, where a site in this process has not registered them."""
    if registry.all_connectors():
        yield
        return
    xmlconfig.file("configure.zcml", room)
    yield
    for name, each in list(getUtilitiesFor(IConnector)):
        getGlobalSiteManager().unregisterUtility(each, IConnector, name)


def test_what_a_channel_lives_by_knows_every_interface_that_gives_posts():
    streaming = [each for each in registry.all_connectors() if each.posts]
    assert {each.host for each in streaming} == INTERFACES
    assert {each.platform for each in streaming} == CONNECTED
    for each in streaming:
        assert channel_source(each.platform, each.posts_url("17")) == ACCOUNT
        assert registry.connector_for_url(each.posts_url("17")) == (each, "17")
        assert ACCOUNT in possible_sources(each.platform, False)


def test_facebook_is_for_comments_and_never_for_the_stream():
    [facebook] = registry.platform_connectors("facebook")
    assert facebook.posts is None
    assert facebook.posts_url("17") == ""
    assert facebook.remarks


def test_other_addresses_stand_for_no_account():
    assert registry.connector_for_url("https://graph.instagram.com/17/other") is None
    assert registry.connector_for_url("https://example.se/17/posts") is None
    assert registry.find_connector("linkedin") is None
