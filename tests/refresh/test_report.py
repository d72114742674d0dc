"""What a board shows of each channel."""

from dataclasses import asdict, replace

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Entry, FeedState
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.report import (
    Summary,
    channel_summaries,
    current_summary,
    summaries_revision,
    weekly_counts,
)
from katrineholm.socialhub.refresh.state import (
    State,
    last_checked,
    next_due,
    proposed_url,
    state_after_failure,
    state_after_success,
)

NOW = 1_790_000_000  # a Monday
LATER = NOW + 86_460
HOUR, DAY = 3600, 24 * 3600
WEEK = 7 * DAY
URL = "https://blogg.example.se/rss"
WORKING = state_after_success(State(URL), FeedState('"1"'), NOW, wait=7200, counts=(2, 0, 0))
FAILING = state_after_failure(
    WORKING, FeedError("forbidden", status=403), NOW + HOUR, HOUR, random=lambda: 0.5
)


def keep(hub, uid, *moments):
    """Store an entry for each moment; gives their ids."""
    entries = [
        asdict(Entry(keys=(f"{uid} {moment}",), title=f"{moment}")) | {"published": moment}
        for moment in moments
    ]
    return store_document(timeline_of(hub), uid, entries, now=NOW).new


def test_a_summary_tells_the_retrieval_and_the_entries(here, connect):
    keep(here.hub, "one", NOW - DAY, NOW - 9 * DAY)
    state_storage.store_state(here.hub, "one", FAILING)
    state_storage.store_state(here.hub, "two", WORKING)
    here.commit()
    expected = {
        "one": Summary(
            URL,
            checked=NOW,
            wait=7200,
            failures=1,
            code="forbidden",
            values=(("status", "403"),),
            since=NOW + HOUR,
            next_try=NOW + 2 * HOUR,
            entries=2,
            newest=NOW - DAY,
            recent=(*(0,) * 11, 1, 1),
        ),
        "two": Summary(URL, checked=NOW, wait=7200),
    }
    hub = connect().hub
    assert channel_summaries(hub) == expected


def test_what_was_never_retrieved_has_an_empty_summary(here):
    assert channel_summaries(here.hub) == {}
    keep(here.hub, "one", NOW)
    [found] = channel_summaries(here.hub).values()
    assert (found.feed_url, found.entries) == ("", 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, (0,) * 10 + (1, 2)), (6, (0,) * 10 + (1, 2)), (7, (0,) * 9 + (1, 2, 0)), (90, (0,) * 12)],
)
def test_the_weeks_end_with_the_present_one(here, days, expected):
    keep(here.hub, "one", NOW, NOW + 60, NOW - DAY)
    assert weekly_counts(channel_summaries(here.hub)["one"], NOW + days * DAY) == expected


def test_a_channel_without_entries_has_twelve_empty_weeks():
    assert weekly_counts(Summary(URL), NOW) == (0,) * 12


@pytest.mark.parametrize("state", [WORKING, FAILING, replace(WORKING, moved_to="x", moved_since=1)])
def test_what_follows_from_a_state_follows_from_its_summary(here, state):
    state_storage.store_state(here.hub, "one", state)
    short = channel_summaries(here.hub)["one"]
    for function in (last_checked, next_due):
        assert function(short, HOUR, NOW, LATER) == function(state, HOUR, NOW, LATER)
    assert proposed_url(short, NOW) == proposed_url(state, NOW)


def test_the_last_success_is_the_last_round_that_asked_whether_written_or_not(here):
    state_storage.store_state(here.hub, "one", replace(WORKING, wait=None))
    assert last_checked(channel_summaries(here.hub)["one"], HOUR, LATER, LATER) == NOW + DAY


def test_what_was_never_asked_is_due_and_has_no_last_success():
    assert next_due(Summary(URL), HOUR, NOW, LATER) == 0
    assert last_checked(Summary(URL), HOUR, NOW, LATER) is None


def test_of_another_feed_address_only_the_entries_count(here):
    keep(here.hub, "one", NOW)
    state_storage.store_state(here.hub, "one", FAILING)
    found = channel_summaries(here.hub)["one"]
    recent = (*(0,) * 12, 1)
    new = "https://ny.example.se/rss"
    assert current_summary(found, URL) is found
    assert current_summary(found, new) == Summary(new, entries=1, newest=NOW, recent=recent)
    assert current_summary(None, new) == Summary(new)


def test_the_revision_is_another_when_a_state_or_the_entries_change(here):
    seen = [summaries_revision(here.hub)]
    (entry_id,) = keep(here.hub, "one", NOW)
    seen.append(summaries_revision(here.hub))
    state_storage.store_state(here.hub, "one", WORKING)
    seen.append(summaries_revision(here.hub))
    here.commit()
    hide_entry(timeline_of(here.hub), entry_id, by="anna", now=NOW)
    here.commit()
    seen.append(summaries_revision(here.hub))
    assert len(set(seen)) == 4
    assert summaries_revision(here.hub) == seen[-1]


def test_five_hundred_summaries_load_few_objects(here, connect):
    for number in range(500):
        uid = f"{number * 7919 % 500:032x}"
        keep(here.hub, uid, *(NOW - day * DAY for day in range(0, 90, 30)))
        state_storage.store_state(here.hub, uid, WORKING)
    here.commit()
    cold = connect()
    cold.cool()
    found = channel_summaries(cold.hub)
    assert cold.loaded() < 60
    assert {each.entries for each in found.values()} == {3}
    state_storage.load_state(cold.hub, f"{7:032x}")
    assert cold.loaded() == 1
