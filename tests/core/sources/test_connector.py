"""What connectors ask, and one on the wire: Instagram's, with an interface on loopback."""

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
from katrineholm.socialhub.core.sources.facebook_connector import FACEBOOK
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM, INSTAGRAM_BY_FACEBOOK
from katrineholm.socialhub.core.sources.interfaces import IConnector
from katrineholm.socialhub.core.sources.threads_connector import THREADS
from katrineholm.socialhub.core.sources.youtube_connector import YOUTUBE

MEDIA, REPLIES = "/v25.0/9/media", "/youtube/v3/commentThreads"
PART = {"part": "snippet,replies", "order": "time", "maxResults": "100", "textFormat": "plainText"}
REDIRECT = (302, {"Location": "http://127.0.0.1:9/elsewhere"}, {})


@pytest.mark.parametrize(
    ("connector", "name", "given", "path", "query"),
    [
        (FACEBOOK, "record", ("9", "A"), "/v25.0/9/published_posts", {"limit": "25", "after": "A"}),
        (FACEBOOK, "comments", ("9",), "/v25.0/9/published_posts", {"limit": "10"}),
        (INSTAGRAM, "posts", ("9", ""), MEDIA, {"limit": "25"}),
        (INSTAGRAM, "posts", ("9", "A"), MEDIA, {"limit": "25", "after": "A"}),
        (INSTAGRAM, "comments", ("9",), MEDIA, {"limit": "10"}),
        (INSTAGRAM, "renew", (), "/refresh_access_token", {"grant_type": "ig_refresh_token"}),
        (INSTAGRAM_BY_FACEBOOK, "whose", ("",), "/v25.0/me/accounts", {"limit": "100"}),
        (THREADS, "posts", ("9", "A"), "/v1.0/9/threads", {"limit": "25", "after": "A"}),
        (THREADS, "comments", ("9",), "/v1.0/9/threads", {"limit": "5"}),
        (THREADS, "renew", (), "/refresh_access_token", {"grant_type": "th_refresh_token"}),
        (YOUTUBE, "comments", ("9",), REPLIES, {**PART, "allThreadsRelatedToChannelId": "9"}),
    ],
)
def test_a_service_is_asked_for_as_many_as_it_gives_at_once(
    talk, connector, name, given, path, query
):
    answer = {"data": [], "items": [], "access_token": "new", "expires_in": 5183944}
    session, service = talk(connector, lambda *asked: answer)
    getattr(connector, name)(session, *given)
    [(method, place, asked)] = service.asked
    assert method == "GET"
    assert place == path
    assert {key: asked[key] for key in asked if key not in ("fields", "access_token")} == query


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
    assert facebook.comments


def test_other_addresses_stand_for_no_account():
    assert connector.connector_for_url("https://graph.instagram.com/17/other") is None
    assert connector.connector_for_url("https://example.se/17/posts") is None
    assert connector.find_connector("myspace") is None
