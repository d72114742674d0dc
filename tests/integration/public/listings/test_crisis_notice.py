"""What visitors see of it: first on every page, with its end and the time of the last check."""

import re
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import applyProfile
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.public.listings.crisis_notice import notices
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.state import State, state_after_failure, state_after_success

NOTICE = '<section class="socialhub socialhub-crisis"'


@pytest.fixture
def begin(hub, channel, keep):
    """A function that puts the channel on top."""
    keep(channel, title="Gammalt")

    def begin(seconds=3600):
        now = int(time())
        crisis.begin_order(hub, channel.UID(), "", until=now + seconds, now=now, who="anna")

    return begin


@pytest.fixture
def render(portal):
    """A function that renders what stands below the header, as anybody sees it."""

    def render():
        with api.env.adopt_roles(["Anonymous"]):
            return "".join(notice() for notice in notices(portal.REQUEST))

    return render


def test_it_is_there_until_its_hour_and_says_when_that_is(render, begin):
    assert render() == ""
    begin()
    assert render().lstrip().startswith(NOTICE)
    assert re.search(r"Gäller till \d+ \w+ \d{4} kl", render())
    begin(seconds=0)
    assert render() == ""


def test_it_says_when_the_source_was_checked(hub, channel, render, begin):
    begin()
    assert "Källan kontrollerades" not in render()
    now = int(time())
    state = state_after_success(State(channel.feed_url), FeedState(), now)
    state_storage.store_state(hub, channel.UID(), state)
    assert "Källan kontrollerades senast" in render()
    state_storage.store_state(
        hub, channel.UID(), state_after_failure(state, FeedError("timeout", url="x"), now, 3600)
    )
    assert "Källan svarar inte just nu. Den kontrollerades senast" in render()


def test_what_is_old_is_not_shown_as_what_is_going_on(channel, render, begin):
    begin()
    assert "Gammalt" not in render()
    assert "Inget nytt har kommit härifrån de senaste dagarna" in render()
    assert facts_of(channel).profile_url in render()


PAGES = (
    *("", "om", "@@search", "@@login", "@@sitemap", "@@contact-info", "nowhere"),
    *("hub", "hub/kultur", "hub/kultur/bloggen", "hub/@@entry/{entry}", "hub/@@entry/nonsense"),
    *("hub/@@official-list", "hub/@@official", "hub/@@official?address=x", "hub/@@facebook"),
    *("hub/@@facebook-presence", "hub/@@parties", "hub/@@sections", "hub/@@personal-data"),
    *("hub/kultur/bloggen/@@report-comment", "hub/@@messages-help", "@@accessibility-info"),
)


@pytest.fixture
def on_top(crisis_place, functional_portal):
    """A page of Plone's own, and a portlet of ours on every page."""
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(functional_portal, "Document", "om", title="Om")
        api.content.transition(page, "publish")
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    getMultiAdapter((functional_portal, column), IPortletAssignmentMapping)["feed"] = (
        feed.Assignment()
    )
    now = int(time())
    crisis.begin_order(
        crisis_place.hub, crisis_place.uids["Bloggen"], "", until=now + 3600, now=now, who="anna"
    )
    transaction.commit()
    return crisis_place


@pytest.mark.usefixtures("framed")
@pytest.mark.parametrize("theme", [True, False])
def test_it_stands_first_on_every_page_and_once(on_top, functional_portal, browse, theme):
    if theme:
        applyProfile(functional_portal, "katrineholm.socialhub:theme")
        transaction.commit()
    visitor, wrong = browse(), {}
    for path in PAGES if theme else ("", "hub", "hub/@@facebook"):
        page = visitor.get(path.format(entry=on_top.ids["Vatten"])).text
        before, _notice, after = page.partition(NOTICE)
        above = re.findall(r'id="(?:portal-breadcrumbs|main-container)"|<main', before)
        if page.count(NOTICE) != 1 or "</header>" not in before or above or "<h1" not in page:
            wrong[path] = page.count(NOTICE), above
        assert "Gäller till" in after
    assert wrong == {}


@pytest.fixture
def read(crisis_place, browse):
    """A function that writes a notice and returns it as a visitor reads it in a language."""
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)

    def read(language, **words):
        now = int(time())
        words = {"title": "Vatten", "text": "Koka det.", "link": "https://a.example.se"} | words
        crisis.begin_notice(crisis_place.hub, words, until=now + 3600, now=now, who="anna")
        transaction.commit()
        session = browse()
        session.headers["Accept-Language"] = language
        return session.get("@@contact-info").text.partition(NOTICE)[2].partition("</section>")[0]

    return read


@pytest.mark.usefixtures("framed")
def test_own_words_are_in_the_language_of_the_page_or_marked_as_swedish(read):
    swedish, english = read("sv"), read("en")
    assert 'aria-label="Viktigt nu"' in swedish
    assert "<h2>Vatten</h2>" in swedish
    assert "Läs mer på a.example.se" in swedish
    assert 'aria-label="Important now"' in english
    assert '<h2 lang="sv" xml:lang="sv">Vatten</h2>' in english
    assert '<p lang="sv" xml:lang="sv">Koka det.</p>' in english
    assert "Read more at a.example.se" in english
    both = read("en", english_title="Water", english_text="Boil it.")
    assert "<h2>Water</h2>" in both
    assert "<p>Boil it.</p>" in both
    assert "Last changed: today" in both


def test_a_program_that_draws_pages_is_told_the_same(on_top, request_factory):
    [told] = request_factory().get("@important").json()["notices"]
    assert (told["title"], told["channel"]["title"]) == ("Viktigt nu", "Bloggen")
    assert [card["title"] for card in told["cards"]] == ["Vatten"]
    assert told["until"].startswith("Gäller till ")
    crisis.end_order(on_top.hub, now=int(time()))
    transaction.commit()
    assert request_factory().get("@important").json()["notices"] == []
