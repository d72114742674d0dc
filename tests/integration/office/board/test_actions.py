"""The list of an editor's pages: what Classic UI's page shows is what another frontend is given."""

import re

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.office.board.actions import PAGE_CATEGORY, page_actions

pytestmark = pytest.mark.usefixtures("framed")

SITE_OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", feed_url="https://blogg.example.se/rss")


@pytest.fixture
def on_page(channel, browse):
    """A function: the titles and addresses on a page in Classic UI for somebody."""

    def on_page(path, *login):
        page = browse(*login).get(path).text
        nav = re.search(r'<nav class="[^"]*socialhub-office-links.*?</nav>', page, re.S)
        found = re.findall(r'<a\s+href="([^"]+)">([^<]+)</a>', nav[0]) if nav else []
        return [(title, url.rpartition("/")[2]) for url, title in found]

    return on_page


def test_an_administration_shows_what_another_frontend_is_given(on_page, person, request_factory):
    def given(*login):
        session = request_factory(basic_auth=login or None)
        session.headers["Accept-Language"] = "sv"
        rows = session.get("hub/kultur/@actions").json()[PAGE_CATEGORY]
        return [(each["title"], each["url"].rpartition("/")[2]) for each in rows]

    for login in (SITE_OWNER, person("Editor")):
        assert given(*login) == on_page("hub/kultur", *login) != []
    assert given() == on_page("hub/kultur") == []


def listed(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        return {each["id"] for each in page_actions(channel, channel.REQUEST.clone())}


def test_a_channel_that_is_closed_takes_no_entries(channel, make_functional_channel):
    closed = make_functional_channel("stangd", state="closed", feed_url=channel.feed_url)
    assert listed(channel) - listed(closed) == {"socialhub_write", "socialhub_keys"}


def test_a_source_is_described_where_it_gives_no_feed_or_has_been(channel):
    assert "socialhub_source" not in listed(channel)
    channel.feed_url = ""
    channel.reindexObject()
    assert "socialhub_source" in listed(channel)


def test_what_the_site_adds_to_the_category_is_not_taken_for_ours(channel):
    category = api.portal.get_tool("portal_actions")[PAGE_CATEGORY]
    with api.env.adopt_user(SITE_OWNER_NAME):
        category.manage_renameObject("socialhub_kit", "their_kit")
    assert "their_kit" not in listed(channel)
