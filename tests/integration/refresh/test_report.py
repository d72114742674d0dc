"""How a channel's retrieval goes."""

from datetime import UTC, datetime

import pytest
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.answer_storage import store_answer
from katrineholm.socialhub.refresh.report import (
    channel_summaries,
    current_problem,
    current_summary,
    summaries_revision,
    weekly_counts,
)


def test_machines_read_the_health_of_each_channel(failing, request_factory):
    answer = request_factory(role="Manager").get("hub/@retrieval").json()
    assert answer["worker"] is None
    trasig = next(item for item in answer["items"] if item["title"] == "Trasig")
    assert trasig["problem"] == {
        "code": "missing",
        "message": "Det finns inget på den här adressen (404).",
    }
    assert (trasig["failures"], trasig["since"]) == (2, "2026-09-21T14:13:20+00:00")
    assert [line["code"] for line in trasig["log"]] == ["missing", "missing"]


SUNDAY = int(datetime(2026, 5, 10, 12, tzinfo=UTC).timestamp())
HOUR = 3600


@pytest.fixture
def board(hub, channel, rss):
    """A channel with an entry on each day from Friday 1 May to Thursday 7 May."""
    feed = parse_feed(rss(*"gfedcba"), url="https://blogg.example.se/rss")
    store_answer(hub, facts_of(channel), Reading(FeedState('"1"'), feed), SUNDAY)
    return Board(hub, channel)


class Board:
    def __init__(self, hub, channel):
        self.hub, self.channel = hub, channel

    def summary(self):
        facts = facts_of(self.channel)
        return current_summary(channel_summaries(self.hub).get(facts.uid), facts.feed_url)

    def weeks(self):
        return weekly_counts(self.summary(), SUNDAY)

    def hide_newest(self):
        (entry,) = latest_entries(timeline_of(self.hub), [self.channel.UID()], size=1)
        hide_entry(timeline_of(self.hub), entry["entry_id"], by="anna", now=SUNDAY)


def test_news_shows_on_the_board(board):
    summary = board.summary()
    assert (summary.checked, summary.entries, summary.code) == (SUNDAY, 7, "")
    assert datetime.fromtimestamp(summary.newest, UTC).day == 7
    assert board.weeks() == (*(0,) * 10, 3, 4)


def test_a_problem_shows_on_the_board_in_words(board):
    before = summaries_revision(board.hub)
    error = FeedError("forbidden", status=403)
    store_answer(board.hub, facts_of(board.channel), error, SUNDAY + HOUR)
    assert current_problem(board.summary()) == {
        "code": "forbidden",
        "message": "Servern vägrar att visa adressen (403).",
    }
    assert (board.summary().failures, board.summary().since) == (1, SUNDAY + HOUR)
    assert board.weeks() == (*(0,) * 10, 3, 4)
    assert summaries_revision(board.hub) != before


def test_a_hidden_entry_counts_no_more(board):
    board.hide_newest()
    assert (board.summary().entries, board.weeks()) == (6, (*(0,) * 10, 3, 3))


def test_a_changed_limit_counts_at_once(board):
    board.channel.max_entries = 5
    notify(ObjectModifiedEvent(board.channel))
    assert (board.summary().entries, board.weeks()) == (5, (*(0,) * 10, 1, 4))


def test_a_new_feed_address_has_not_been_asked_yet(board):
    board.channel.feed_url = "https://ny.example.se/rss"
    summary = board.summary()
    assert (summary.feed_url, summary.checked) == ("https://ny.example.se/rss", None)
    assert (summary.entries, board.weeks()) == (7, (*(0,) * 10, 3, 4))


def test_a_round_without_news_leaves_the_board_as_it_is(board):
    board.hub._p_jar.savepoint()
    before = summaries_revision(board.hub)
    store_answer(board.hub, facts_of(board.channel), None, SUNDAY + HOUR)
    assert summaries_revision(board.hub) == before
    assert list(board.hub._p_jar._registered_objects) == []
