"""The parties' feeds are retrieved by the worker and shown apart from all that is ours."""

import re
from datetime import UTC, datetime

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import hub_storage
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Entry, Feed, FeedState, Reading
from katrineholm.socialhub.core.timeline.outline import channel_outlines
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.partyblogs.feed_retrieval import EVERY, fetch_due_feeds
from katrineholm.socialhub.public.partyblogs.parties import all_sitting_parties
from katrineholm.socialhub.public.partyblogs.party_feeds import BOOK, INTERVAL, stored_feed

ORTA, ZEBRA = "https://orta.example.se/rss", "https://film.example.se/zl/rss"


class Looks:
    """Stands in for asking a feed: what was asked for, and what each address answers."""

    def __init__(self):
        self.asked, self.answers = [], {ORTA: reading("Örta", 5), ZEBRA: reading("Zebra", 1)}

    def __call__(self, url, known, now, *, run):
        self.asked.append((url, known.digest))
        answer = self.answers[url]
        if isinstance(answer, Exception):
            raise answer
        return answer


def reading(name, number):
    entries = tuple(
        Entry(
            (f"{name}{n}",),
            link=f"https://{name.lower()}.example.se/{n}",
            title=f"{name} <{n}>",
            published=datetime(2026, 5, n + 1, tzinfo=UTC),
        )
        for n in range(number)
    )
    return Reading(FeedState(digest=name), Feed("RSS", entries=entries))


@pytest.fixture
def hub(council, functional_portal, make_functional_channel, keep):
    """Four parties, two of them with a feed; and a channel with an entry."""
    hub = functional_portal.hub
    with api.env.adopt_user(SITE_OWNER_NAME):
        for id, feed in (("ortagarden", ORTA), ("zebralistan", ZEBRA)):
            hub[id].feed = feed
            hub[id].reindexObject()
    keep(make_functional_channel("bloggen", title="Bloggen"), title="Kommunens inlägg")
    transaction.commit()
    return hub


@pytest.fixture
def looks(hub, worker):
    """The feeds as they have been retrieved once."""
    looks = Looks()
    fetch_due_feeds(worker, retrieve=looks)
    transaction.begin()
    return looks


def titles(hub):
    found = {party.id: stored_feed(hub, party) for party in all_sitting_parties(hub)}
    return {id: [post.title for post in kept.posts] for id, kept in found.items() if kept}


def test_the_worker_asks_the_feeds_of_those_in_the_council_once_an_hour(hub, looks, worker, clock):
    assert sorted(looks.asked) == sorted([(ORTA, ""), (ZEBRA, "")])
    assert titles(hub)["zebralistan"] == ["Zebra <0>"]
    fetch_due_feeds(worker, retrieve=looks)
    assert len(looks.asked) == 2
    clock.now += INTERVAL + EVERY
    fetch_due_feeds(worker, retrieve=looks)
    assert sorted(looks.asked[2:]) == sorted([(ORTA, "Örta"), (ZEBRA, "Zebra")])


def test_each_party_has_room_for_as_many_and_one_without_a_feed_its_link(hub, looks, browse):
    page = browse().get("hub/@@parties").text
    section = page[page.index("socialhub-parties") :]
    assert section.count("https://örta.example.se/") == 3
    assert "Örta &lt;4&gt;" in section
    assert "Örta &lt;1&gt;" not in section
    assert section.count("Zebra &lt;") == 1
    assert "https://blogg.akerbruket.example.se/" in section
    assert re.findall(r"<h2[^>]*>([^<]*)<", section) == [
        "Byalaget",
        "Zebralistan",
        "Åkerbruket",
        "Örtagården",
    ]
    assert 'rel="external nofollow"' in section


@pytest.mark.parametrize("number", [0, 1, 10])
def test_the_office_chooses_how_many(hub, looks, browse, number):
    api.portal.set_registry_record("katrineholm.socialhub.party_entries", number)
    transaction.commit()
    page = browse().get("hub/@@parties").text
    assert page.count("Örta &lt;") == min(number, 5)
    assert ("socialhub-party-posts" in page) is bool(number)


def test_nothing_of_a_party_comes_among_what_is_the_municipalitys(
    hub, looks, browse, request_factory
):
    rest = request_factory()
    for page in (
        "hub",
        "hub/@@rss",
        "hub/@@atom",
        "hub/@@json-feed",
        "hub/@@sections",
        "hub/@@opml",
    ):
        assert "Örta" not in browse().get(page).text, page
    assert rest.get("hub/@entries").json()["items_total"] == 1
    assert [each for each, _outline in channel_outlines(timeline_of(hub))] == [
        hub.kultur.bloggen.UID()
    ]
    items = rest.get("hub/@parties").json()["items"]
    assert [len(item["posts"]) for item in items] == [0, 1, 0, 3]
    assert items[3]["posts"][0]["title"] == "Örta <4>"


@pytest.mark.usefixtures("framed")
def test_a_failure_takes_nothing_away_and_is_told_to_the_office(
    hub, looks, worker, clock, browse, office
):
    clock.now += INTERVAL + EVERY
    looks.answers[ORTA] = FeedError("missing")
    looks.answers[ZEBRA] = ValueError("?")
    fetch_due_feeds(worker, retrieve=looks)
    transaction.begin()
    assert len(titles(hub)["ortagarden"]) == 5
    said = "Det finns inget på den här adressen (404)."
    assert said in browse(*office).get("hub/ortagarden").text
    assert said not in browse().get("hub/ortagarden").text


def test_another_feed_or_none_shows_nothing_of_the_earlier_one(hub, looks, worker, clock):
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub.ortagarden.feed = None
        hub.ortagarden.reindexObject()
        hub.zebralistan.feed = ORTA
        hub.zebralistan.reindexObject()
    transaction.commit()
    assert titles(hub) == {}
    fetch_due_feeds(worker, retrieve=looks)
    transaction.begin()
    assert len(titles(hub)["zebralistan"]) == 5
    assert list(hub_storage.stored_data(hub, BOOK)) == ["zebralistan"]


def test_where_none_is_shown_none_is_asked(hub, worker):
    api.portal.set_registry_record("katrineholm.socialhub.party_entries", 0)
    transaction.commit()
    looks = Looks()
    fetch_due_feeds(worker, retrieve=looks)
    assert looks.asked == []
