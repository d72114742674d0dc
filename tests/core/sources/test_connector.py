"""A connector on the wire: Instagram's, with the demonstration's interface on loopback."""

import pytest
from interfaceserver import ADDRESS, NUMBER, TOKEN
from zope.component import getGlobalSiteManager, getUtilitiesFor
from zope.configuration import xmlconfig

from katrineholm.socialhub.core import sources as room
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.source_kinds import (
    ACCOUNT,
    CONNECTED,
    INTERFACES,
    channel_source,
    possible_sources,
)
from katrineholm.socialhub.core.sources import connector
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM
from katrineholm.socialhub.core.sources.interfaces import IConnector
from katrineholm.socialhub.core.sources.youtube_connector import YOUTUBE

REDIRECT = (302, {"Location": "http://127.0.0.1:9/elsewhere"}, {})


def test_an_account_is_asked_over_the_wire(interface):
    session = INSTAGRAM.session({"token": TOKEN})
    assert [each.name for each in INSTAGRAM.whose(session, "kulturen")] == ["kulturen"]
    assert len(INSTAGRAM.posts(session, NUMBER, "").drafts) == 3
    assert all("access_token" not in query for _method, _path, query in interface.asked)


def test_hiding_goes_over_the_wire_once_and_is_looked_at(interface):
    account = interface.tokens[TOKEN]
    account.comments[account.posts[0]["id"]] = [{"id": "c1", "text": "Hej"}]
    assert INSTAGRAM.hide(INSTAGRAM.session({"token": TOKEN}), "c1", True)
    assert account.hidden == {"c1"}
    assert [method for method, _path, _query in interface.asked] == ["POST", "GET"]


@pytest.mark.parametrize(
    ("reply", "code"), [(REDIRECT, "not_data"), ((200, {}, b"<!doctype html>Hej"), "not_data")]
)
def test_no_redirect_is_followed_and_no_page_is_taken_for_data(interface, reply, code):
    interface.replies["/me"] = reply
    with pytest.raises(FeedError) as refused:
        INSTAGRAM.whose(INSTAGRAM.session({"token": TOKEN}), "kulturen")
    assert refused.value.code == code
    assert len(interface.asked) == 1


def test_a_used_up_allowance_and_another_token_are_told_apart(interface):
    interface.used = 100
    with pytest.raises(FeedError, match="come back later"):
        INSTAGRAM.posts(INSTAGRAM.session({"token": TOKEN}), NUMBER, "")
    with pytest.raises(FeedError, match="ended or was revoked"):
        INSTAGRAM.posts(INSTAGRAM.session({"token": "another"}), NUMBER, "")


def test_an_address_stands_for_the_accounts_posts():
    assert INSTAGRAM.posts_url(NUMBER) == ADDRESS
    assert INSTAGRAM.account_at(ADDRESS) == NUMBER
    assert YOUTUBE.posts_url(NUMBER) == ""


@pytest.fixture(scope="module", autouse=True)
def registered():
    """The connectors, where a site in this process has not registered them."""
    if connector.all_connectors():
        yield
        return
    xmlconfig.file("configure.zcml", room)
    yield
    for name, each in list(getUtilitiesFor(IConnector)):
        getGlobalSiteManager().unregisterUtility(each, IConnector, name)


def test_what_a_channel_lives_by_knows_every_interface_that_gives_posts():
    streaming = [each for each in connector.all_connectors() if each.posts]
    assert {each.host for each in streaming} == INTERFACES
    assert {each.platform for each in streaming} == CONNECTED
    for each in streaming:
        assert channel_source(each.platform, each.posts_url("17")) == ACCOUNT
        assert connector.connector_for_url(each.posts_url("17")) == (each, "17")
        assert ACCOUNT in possible_sources(each.platform, False)


def test_facebook_is_for_comments_and_never_for_the_stream():
    [facebook] = connector.platform_connectors("facebook")
    assert facebook.posts is None
    assert facebook.posts_url("17") == ""
    assert facebook.remarks


def test_other_addresses_stand_for_no_account():
    assert connector.connector_for_url("https://graph.instagram.com/17/other") is None
    assert connector.connector_for_url("https://example.se/17/posts") is None
    assert connector.find_connector("linkedin") is None
