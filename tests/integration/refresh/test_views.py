"""The buttons that fetch now and accept a move."""

import re

import pytest
import transaction
from zope.component import getGlobalSiteManager
from zope.lifecycleevent.interfaces import IObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.answer_storage import store_answer

LONG_AGO = 1_700_000_000
CHANNEL = "hub/kultur/bloggen"


@pytest.fixture
def channel(make_functional_channel, server, rss):
    """A channel whose source has passed on to /new for longer than a week."""
    channel = make_functional_channel("bloggen", feed_url=server.url("/rss"))
    server.says("/rss", rss("b", "a"))
    moved = Reading(FeedState(), moved_to=server.url("/new"))
    store_answer(hub_of(channel), facts_of(channel), moved, LONG_AGO, always=True)
    transaction.commit()
    return channel


@pytest.fixture
def editor(channel, person, browse):
    """An editor's session."""
    return browse(*person("Editor"))


@pytest.fixture
def changes():
    """The names of the channels that others have heard to be changed."""
    heard = []
    on = (IChannel, IObjectModifiedEvent)
    sites = getGlobalSiteManager()

    def hear(channel, event):
        heard.append(channel.getId())

    sites.registerHandler(hear, on)
    yield heard
    sites.unregisterHandler(hear, on)


def press(session, button, token=""):
    return session.post(f"{CHANNEL}/@@{button}", data={"_authenticator": token})


def token(session):
    """The token of a form on the channel's page."""
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(CHANNEL).text)[1]


@pytest.mark.usefixtures("framed")
def test_an_editor_fetches_and_is_told_what_came(channel, editor):
    page = press(editor, "fetch-now", token(editor))
    assert (page.status_code, page.url.endswith(CHANNEL)) == (200, True)
    assert "Flödet har hämtats: 2 nya inlägg." in page.text
    assert ": 2 nya inlägg<" in editor.get(f"{CHANNEL}/@@retrieval").text
    assert _titles(channel) == ["B", "A"]


@pytest.mark.parametrize(
    ("back", "page"),
    [
        ("hub", "hub/@@board"),
        ("administration", "hub/kultur/@@board"),
        ("retrieval", f"{CHANNEL}/@@retrieval"),
        ("https://evil.example", CHANNEL),
    ],
)
def test_fetching_leads_back_to_where_it_was_pressed(channel, person, browse, back, page):
    session = browse(*person("Information Officer"))
    data = {"_authenticator": token(session), "back": back}
    answer = session.post(f"{CHANNEL}/@@fetch-now", data=data)
    assert answer.url.endswith(f"/{page}")


@pytest.mark.usefixtures("framed")
def test_a_failure_is_told_as_a_warning(editor, server):
    server.says("/rss", status=404)
    page = press(editor, "fetch-now", token(editor))
    message = "Det finns inget på den här adressen (404)."
    told = re.findall(r'class="portalMessage[^"]* alert-(\w+)"(.*?)</div>', page.text, re.S)
    assert page.status_code == 200
    assert [(weight, message in text) for weight, text in told] == [("warning", True)]


def test_the_office_accepts_the_address_that_the_source_has_moved_to(
    channel, person, browse, server, changes
):
    office = browse(*person("Information Officer"))
    page = press(office, "accept-move", token(office))
    assert (page.status_code, page.url.endswith(CHANNEL)) == (200, True)
    transaction.begin()
    assert channel.feed_url == server.url("/new")
    assert changes == ["bloggen"]


def test_an_editor_does_not_change_the_account_of_an_official_channel(channel, editor, server):
    page = press(editor, "accept-move", token(editor))
    transaction.begin()
    assert "accept-move" not in editor.get(CHANNEL).text
    assert (page.url.endswith(CHANNEL), channel.feed_url) == (False, server.url("/rss"))


@pytest.mark.parametrize("button", ["fetch-now", "accept-move"])
def test_nothing_is_asked_or_changed_by_a_link_or_without_the_forms_token(
    channel, person, browse, server, button
):
    office = browse(*person("Information Officer"))
    link = office.get(f"{CHANNEL}/@@{button}")
    bare = press(office, button)
    transaction.begin()
    assert (link.status_code, bare.status_code) == (200, 403)
    assert server.requests == []
    assert channel.feed_url == server.url("/rss")


def _titles(channel):
    transaction.begin()
    return [
        entry["title"] for entry in latest_entries(timeline_of(hub_of(channel)), [channel.UID()])
    ]
