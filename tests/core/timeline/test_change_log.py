import pytest
from helpers.core.timeline import NEWS
from ZODB.POSException import ConflictError

from katrineholm.socialhub.core.timeline import change_log
from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document, withdraw_missing
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.submissions import store_submission, update_submission


@pytest.fixture
def place(timeline, entry, at):
    """The position of a channel with one entry."""
    store_document(timeline, NEWS, [entry("a")], now=at(2))
    return change_log.channel_positions(timeline)[NEWS]


def act(name):
    """Something that can become of the entry a."""
    return {
        "new": lambda t, entry, at, a: store_document(t, NEWS, [entry("b"), entry("a")], now=at(3)),
        "changed": lambda t, entry, at, a: store_document(
            t, NEWS, [entry("a", title="B")], now=at(3)
        ),
        "hidden": lambda t, entry, at, a: hide_entry(t, a, by="anna", now=at(3)),
        "withdrawn": lambda t, entry, at, a: store_document(
            t, NEWS, [], now=at(3), deleted=["id:a"]
        ),
        "filtered": lambda t, entry, at, a: apply_filter(t, NEWS, lambda each: False),
        "expired": lambda t, entry, at, a: apply_limits(t, NEWS, keep=0),
        "written": lambda t, entry, at, a: store_submission(
            t, NEWS, entry("c"), by="anna", now=at(3)
        ),
        "described": lambda t, entry, at, a: update_submission(
            t, a, entry("a", title="C"), {}, by="anna", now=at(3)
        ),
    }[name]


@pytest.mark.parametrize(
    "name",
    ["new", "changed", "hidden", "withdrawn", "filtered", "expired", "written", "described"],
)
def test_whatever_becomes_of_an_entry_is_noted(timeline, place, entry, at, name):
    (a,) = (each["entry_id"] for each in all_entries(timeline, NEWS))
    act(name)(timeline, entry, at, a)
    others = {each["entry_id"] for each in all_entries(timeline, NEWS)} - {a}
    assert change_log.changed_ids(timeline, NEWS, place) == (list(others) or [a])


def test_where_nothing_is_new_nothing_is_noted(timeline, place, entry, at):
    store_document(timeline, NEWS, [entry("a")], now=at(3))
    withdraw_missing(timeline, NEWS, now=at(4))
    assert change_log.changed_ids(timeline, NEWS, place) == []
    assert change_log.channel_positions(timeline) == {NEWS: place}


def test_an_entry_is_told_of_once(timeline, place, at):
    (entry,) = all_entries(timeline, NEWS)
    hide_entry(timeline, entry["entry_id"], by="anna", now=at(3))
    show_entry(timeline, entry["entry_id"])
    assert change_log.changed_ids(timeline, NEWS, place) == [entry["entry_id"]]


@pytest.mark.parametrize("lost", [(1, 7), (5, 7), change_log.START, (-1, 7)])
def test_a_place_that_this_store_was_never_at_is_known(timeline, place, lost):
    assert change_log.changed_ids(timeline, NEWS, lost) is None
    assert change_log.changed_ids(timeline, "gone", lost) is None


def test_a_place_that_was_undone_is_known(site, entry, at):
    store_document(site.timeline, NEWS, [entry("a")], now=at(2))
    site.commit()
    store_document(site.timeline, NEWS, [entry("b")], now=at(3))
    lost = change_log.channel_positions(site.timeline)[NEWS]
    site.first.abort()
    store_document(site.timeline, NEWS, [entry("c")], now=at(3))
    assert change_log.channel_positions(site.timeline)[NEWS][0] == lost[0]
    assert change_log.changed_ids(site.timeline, NEWS, lost) is None


def test_writers_of_two_channels_do_not_meet_and_of_one_do(site, entry, at):
    for channel in "one", "two":
        store_document(site.timeline, channel, [entry(f"{channel} a")], now=at(2))
    site.commit()
    first, second = site.connection(), site.connection()
    store_document(first.timeline, "one", [entry("one b")], now=at(3))
    store_document(second.timeline, "two", [entry("two b")], now=at(3))
    first.commit()
    second.commit()
    positions = change_log.channel_positions(site.connection().timeline)
    assert [number for number, _mark in positions.values()] == [2, 2]
    store_document(first.timeline, "one", [entry("c")], now=at(4), hold=True)
    second.abort()
    third = site.connection()
    store_document(third.timeline, "one", [entry("d")], now=at(4), hold=True)
    first.commit()
    with pytest.raises(ConflictError):
        third.commit()
