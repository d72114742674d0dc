"""All entries of a channel as editors and records read them."""

import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline import record
from katrineholm.socialhub.core.timeline.change_log import channel_positions
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document


@pytest.fixture
def ids(timeline, entry, at):
    """The ids of three entries of one channel, the newest first, of which the second is hidden."""
    dates = {"c": at(3), "b": at(2), "a": at(1)}
    entries = [entry(name, published=date) for name, date in dates.items()]
    found = store_document(timeline, NEWS, entries, now=at(4)).new
    hide_entry(timeline, found[1], by="anna", now=at(5))
    return list(found)


def ids_of(entries):
    return [each["entry_id"] for each in entries]


def test_editors_read_all_entries_or_only_the_invisible_ones(timeline, ids):
    assert ids_of(record.all_entries(timeline, NEWS)) == ids
    assert ids_of(record.invisible_entries(timeline, NEWS)) == ids[1:2]
    assert record.total_entries(timeline) == 3


def test_a_period_begins_with_its_start_and_ends_before_its_end(timeline, ids, at):
    assert ids_of(record.entries_between(timeline, NEWS, at(1), at(3))) == ids[1:]
    assert [*record.ids_between(timeline, NEWS, at(1), at(3))] == ids[1:]
    assert record.times_between(timeline, NEWS, at(1), at(3)) == [at(1), at(2)]
    assert record.oldest_time_between(timeline, NEWS, at(1) + 1, at(3)) == at(2)
    assert record.oldest_time_between(timeline, NEWS, at(4), at(5)) is None
    assert sorted(record.ids_before(timeline, NEWS, at(3))) == sorted(ids[1:])


def test_the_extent_is_the_newest_time_and_the_number(timeline, ids, at):
    assert record.record_extent(timeline, NEWS) == (at(3), 3)


def test_an_unknown_channel_has_no_record(timeline):
    assert list(record.all_entries(timeline, "gone")) == []
    assert record.record_extent(timeline, "gone") is None
    assert record.times_between(timeline, "gone", 0, 1) == []


def test_changes_are_listed_from_a_position_on(timeline, ids, at):
    position = channel_positions(timeline)[NEWS]
    assert set(record.ids_changed_since(timeline, NEWS, None)) == set(ids)
    assert record.ids_changed_since(timeline, NEWS, position) == []
    hide_entry(timeline, ids[0], by="anna", now=at(6))
    assert record.ids_changed_since(timeline, NEWS, position) == ids[:1]
    assert record.ids_changed_since(timeline, NEWS, (9, 9)) is None


def test_an_entry_that_was_not_merged_is_its_own_present_id(timeline, ids):
    assert record.merge_of(timeline, ids[0]) is None
    assert record.present_id(timeline, ids[0]) == ids[0]
