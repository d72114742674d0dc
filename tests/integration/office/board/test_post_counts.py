"""Connected services are asked once a week how often posts were seen and liked."""

from datetime import UTC, date, datetime, timedelta

import pytest
import transaction
from days import local_day
from helpers.integration.office.figures import words
from interfaceserver import ADDRESS, NUMBER, TOKEN
from lxml.html import fromstring
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.facts import all_channels
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.hub_storage import stored_data
from katrineholm.socialhub.accounts.registration.connections import Connection, store_connection
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.model import PostCount
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.office.board.period import requested_period
from katrineholm.socialhub.office.board.post_counts import KEY, count_due_posts, most_read

DAY = 24 * 3600
PERIOD = {"from": "2026-03", "to": "2026-05"}
INSTAGRAM = {
    "profile_url": "https://www.instagram.com/kulturen/",
    "feed_url": ADDRESS,
    "platform": "instagram",
}


def link(number):
    return f"https://www.instagram.com/p/Post{number:04}/"


@pytest.fixture
def insta(interface, make_functional_channel, keep):
    """A connected channel with six posts, those of February, March, April and so on."""
    channel = make_functional_channel("insta", title="Insta", **INSTAGRAM)
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": TOKEN})
    kept = Connection("instagram", NUMBER, "kulturen", cipher, "anna", 1, 1, 0)
    store_connection(hub_of(channel), channel.UID(), kept)
    for number in range(1, 7):
        day, at = datetime(2026, 1 + number, 1, 12, tzinfo=UTC), link(number)
        keep(channel, keys=(at,), link=at, title=f"P{number}", published=day)
    channel.official_since = date(2026, 1, 10)
    channel.reindexObject()
    transaction.commit()
    return channel


@pytest.fixture
def count(worker, clock):
    """A function that lets the worker ask a service that gives these counts; how often it did."""

    def count(*counts, now=None):
        clock.now = now or int(datetime.now(UTC).timestamp())
        asked = []

        def ask(opened):
            asked.append(opened.account)
            if isinstance(counts[0], Exception):
                raise counts[0]
            return [PostCount(link(number), *told) for number, *told in counts]

        count_due_posts(worker, ask=ask)
        transaction.begin()
        return len(asked)

    return count


def found(channel, form=PERIOD):
    hub = hub_of(channel)
    read = most_read(hub, all_channels(hub), requested_period(form))
    return {
        name: [(post.entry["title"], post.number) for post in posts] for name, posts in read.items()
    }


def test_the_three_most_read_of_the_period_are_told_each_by_its_own_measure(insta, count):
    count((1, 900, 90), (2, 10, 5), (3, 30, None), (4, 20, 7), (5, 1, 1), (99, 5000, 5000))
    assert found(insta) == {
        "views": [("P3", 30), ("P4", 20), ("P2", 10)],
        "likes": [("P4", 7), ("P2", 5)],
    }


def test_what_nobody_may_see_is_not_told_and_the_next_one_is(insta, count):
    count(*((number, None, number) for number in range(1, 5)))
    hub, period = hub_of(insta), requested_period(PERIOD)
    highest = most_read(hub, all_channels(hub), period)["likes"][0]
    hide_entry(timeline_of(hub), highest.entry["entry_id"], by="anna", now=1)
    assert found(insta)["likes"] == [("P3", 3), ("P2", 2)]


def test_nought_is_no_reader(insta, count):
    count((2, 0, 0))
    assert found(insta) == {"views": [], "likes": []}


def test_a_service_is_asked_once_a_week_and_a_clock_that_was_wrong_stops_nothing(insta, count):
    now = int(datetime.now(UTC).timestamp())
    assert count((2, 1, 1), now=now) == 1
    assert count((2, 2, 1), now=now + 6 * DAY) == 0
    assert count((2, 3, 1), now=now + 7 * DAY) == 1
    assert count((2, 4, 1), now=now - 400 * DAY) == 1


def test_a_refusal_leaves_what_was_known_for_a_month(insta, count):
    now = int(datetime.now(UTC).timestamp())
    count((2, 5, 5), now=now - 8 * DAY)
    count(FeedError("token_ended", service="Instagram"), now=now)
    assert found(insta)["views"] == [("P2", 5)]
    count((2, 5, 5), now=now - 40 * DAY)
    assert found(insta)["views"] == []


def test_counts_of_a_month_ago_are_deleted(insta, make_functional_channel, count):
    hub, old = hub_of(insta), (local_day() - timedelta(40)).isoformat()
    count((2, 5, 5))
    stored_data(hub, KEY)["gone"] = (old, ())
    transaction.commit()
    count((2, 5, 5), now=int(datetime.now(UTC).timestamp()) + 8 * DAY)
    assert [*stored_data(hub, KEY)] == [insta.UID()]


def test_the_page_says_who_is_read_or_that_it_is_not_known(insta, count, browse):
    page = "hub/@@channel-figures?from=2026-03&to=2026-05"
    office = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert "Uppgift saknas: bara" in words(fromstring(office.get(page).text))
    count((2, 1500, 5))
    assert "P2 Insta: 1\u00a0500 visningar (" in words(fromstring(office.get(page).text))
