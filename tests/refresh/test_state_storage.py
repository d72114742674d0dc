"""Retrieval states, kept."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from helpers.core.timeline import Names
from ZODB.POSException import ConflictError

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.state import (
    State,
    Status,
    state_after_failure,
    state_after_success,
)

NOW = 1_790_000_000
KNOWN = FeedState('"6b-5f3a9c"', "Mon, 21 Sep 2026", "0" * 64, datetime(2026, 9, 1, tzinfo=UTC))
NEW = State("https://blogg.example.se/rss")
WORKING = state_after_success(NEW, KNOWN, NOW, wait=900, counts=(1, 2, 3))
FAILING = state_after_failure(WORKING, FeedError("forbidden", status=403), NOW + 9, 900)
GONE = state_after_failure(WORKING, FeedError("gone"), NOW + 9, 900)
MOVED = state_after_success(FAILING, KNOWN, NOW + 99, moved_to="https://ny.example.se/rss")


def standing(state):
    values = {name: getattr(state, name) for name in Status.__slots__}
    return Status(**values)


@pytest.mark.parametrize("state", [NEW, WORKING, FAILING, GONE, MOVED])
def test_what_is_remembered_is_recalled(here, connect, state):
    state_storage.store_state(here.hub, "one", WORKING)
    state_storage.store_state(here.hub, "one", state)
    here.commit()
    hub = connect().hub
    assert state_storage.load_state(hub, "one") == state
    assert state_storage.load_status(hub, "one") == standing(state)
    assert dict(state_storage.channel_statuses(hub)) == {"one": standing(state)}


def test_nothing_is_known_before_the_first_retrieval_and_reading_writes_nothing(here):
    assert state_storage.load_state(here.hub, "one") is None
    assert state_storage.load_status(here.hub, "one") is None
    assert dict(state_storage.channel_statuses(here.hub)) == {}
    assert state_storage.states_revision(here.hub) == state_storage.states_revision(here.hub)
    assert list(here.zodb._registered_objects) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [(NEW, WORKING), (WORKING, FAILING), (FAILING, MOVED), (FAILING, GONE), (GONE, WORKING)],
)
def test_the_worker_and_a_person_keep_two_channels_at_once(here, connect, before, after):
    """Their tuples lie side by side: the tree merges them."""
    for uid in ("one", "two"):
        state_storage.store_state(here.hub, uid, before)
    here.commit()
    worker, person = connect(), connect()
    state_storage.store_state(worker.hub, "one", after)
    state_storage.store_state(person.hub, "two", after)
    worker.commit()
    person.commit()
    hub = connect().hub
    assert [state_storage.load_state(hub, uid) for uid in ("one", "two")] == [after, after]
    assert state_storage.states_revision(hub)[0] == 4


def test_of_two_states_of_one_channel_kept_at_once_the_later_is_refused(here, connect):
    state_storage.store_state(here.hub, "one", WORKING)
    here.commit()
    worker, person = connect(), connect()
    state_storage.store_state(worker.hub, "one", FAILING)
    state_storage.store_state(person.hub, "one", GONE)
    worker.commit()
    with pytest.raises(ConflictError):
        person.commit()


def test_the_revision_is_another_after_each_write(here, connect):
    seen = []
    for state in (WORKING, FAILING, FAILING):
        state_storage.store_state(here.hub, "one", state)
        seen.append(state_storage.states_revision(here.hub))
        here.commit()
        seen.append(state_storage.states_revision(here.hub))
    assert len(set(seen)) == 6
    assert state_storage.states_revision(connect().hub) == seen[-1]


def test_an_aborted_write_shares_its_revision_with_no_other(here):
    state_storage.store_state(here.hub, "one", WORKING)
    here.commit()
    before, seen = state_storage.states_revision(here.hub), []
    for state in (FAILING, GONE):
        state_storage.store_state(here.hub, "one", state)
        seen.append(state_storage.states_revision(here.hub))
        here.abort()
    assert seen[0] != seen[1]
    assert state_storage.states_revision(here.hub) == before


def test_a_changed_channel_writes_few_bytes_among_many(here, database):
    """A tuple is written with its neighbours, the validators and the log are not."""
    log = tuple((NOW + number, "ok", 1, 0, 0) for number in range(20))
    for number in range(500):
        url = f"https://kanal-{number}.example.se/nyheter/rss"
        state_storage.store_state(
            here.hub, f"{number * 7919 % 500:032x}", replace(WORKING, feed_url=url)
        )
    here.commit()
    uid = f"{250:032x}"
    state_storage.store_state(
        here.hub, uid, replace(state_storage.load_state(here.hub, uid), log=log)
    )
    here.commit()
    *_, sizes = ([len(record.data) for record in each] for each in database.storage.iterator())
    assert len(sizes) == 3
    assert sum(sizes) < 4000


def test_what_is_kept_can_be_read_without_the_add_on(here, database):
    for number, state in enumerate((WORKING, FAILING, MOVED)):
        state_storage.store_state(here.hub, f"{number}", state)
    here.commit()
    *_, written = ([record.data for record in each] for each in database.storage.iterator())
    found = set()
    for data in written:
        names = Names(data)
        names.load()
        names.load()
        found |= names.found
    assert {name.partition(".")[0].split()[0] for name in found} == {
        "BTrees",
        "datetime",
        "persistent",
    }
