"""A channel becomes official with a feed that works, and with no other one (guideline G4)."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.WorkflowCore import WorkflowException

from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

FACTS = {
    "purpose": "Berätta om skolan",
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}


@pytest.fixture
def reported(make_channel):
    """A function that makes a reported channel with the fields given."""
    return lambda **fields: make_channel("kanal", state="reported", **FACTS | fields)


@pytest.fixture(autouse=True)
def manager(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        yield


def decided(channel, **given):
    """The channel's state after an attempt to make it official, and the refusal."""
    try:
        take_channel_step(channel, "make-official", StepInput(**given))
    except WorkflowException as refusal:
        return api.content.get_state(channel), str(refusal)
    return api.content.get_state(channel), ""


def test_a_feed_that_works_is_asked_and_let_through(reported, server, rss):
    server.says("/rss", rss("a"))
    assert decided(reported(feed_url=server.url("/rss"))) == ("official", "")
    assert [request.path for request in server.requests] == ["/rss"]


def test_a_feed_that_is_gone_is_no_feed(reported, server):
    server.says("/rss", b"", status=404)
    state, refusal = decided(reported(feed_url=server.url("/rss")))
    assert state == "reported"
    assert "404" in refusal or "finns inte" in refusal


def test_a_service_that_gives_feeds_must_have_one(reported):
    channel = reported(profile_url="https://mastodon.se/@skola", feed_url="")
    channel.feed_url = None
    assert decided(channel, link_only_reason="Vi orkar inte")[0] == "reported"


@pytest.mark.parametrize(
    "profile_url", ["https://www.facebook.com/skola", "https://www.instagram.com/skola"]
)
def test_where_no_feed_is_to_be_had_a_reason_is_asked_and_shown(reported, profile_url):
    channel = reported(profile_url=profile_url, feed_url=None)
    assert decided(channel)[0] == "reported"
    assert decided(channel, link_only_reason="Tjänsten ger inget flöde") == ("official", "")
    assert channel.link_only_reason == "Tjänsten ger inget flöde"


def test_the_front_page_of_a_service_is_no_account(reported, server, rss):
    server.says("/rss", rss("a"))
    channel = reported(profile_url="https://www.instagram.com/", feed_url=server.url("/rss"))
    assert decided(channel)[0] == "reported"
