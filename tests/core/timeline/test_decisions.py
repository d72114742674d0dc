import pytest
from helpers.core.timeline import NEWS, days

from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import has_missing_entries, store_document
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import picture_file, pictures_to_fetch
from katrineholm.socialhub.core.timeline.record import all_entries, invisible_entries
from katrineholm.socialhub.core.timeline.streams import (
    entry_count,
    latest_entries,
    months_with_entries,
)


def test_a_hidden_entry_stays_hidden_whatever_the_source_does(timeline, ids, entry, at):
    assert hide_entry(timeline, ids[4], by="anna", now=at(7)) is True
    store_document(timeline, NEWS, [entry("5", title="New", published=at(5))], now=at(8))
    assert timeline.get(ids[4])["title"] == "New"
    assert timeline.get(ids[4])["hidden"] == {"by": "anna", "when": at(7)}
    assert days(timeline) == [4, 3, 2, 1]
    assert channel_outline(timeline, NEWS).entries == 4
    assert channel_outline(timeline, NEWS).newest == at(4)


def test_a_hidden_entry_is_shown_again_by_hand(timeline, ids, at):
    hide_entry(timeline, ids[4], by="anna", now=at(7))
    assert show_entry(timeline, ids[4]) is True
    assert days(timeline) == [5, 4, 3, 2, 1]


def test_hiding_twice_or_hiding_nothing_writes_nothing(site, timeline, ids, at):
    hide_entry(timeline, ids[0], by="anna", now=at(7))
    site.commit()
    assert hide_entry(timeline, ids[0], by="bo", now=at(8)) is False
    assert show_entry(timeline, ids[1]) is False
    assert hide_entry(timeline, "0" * 20, by="anna", now=at(8)) is False
    assert show_entry(timeline, "") is False
    assert site.written() == 0


def test_changed_words_are_applied_to_every_entry(site, timeline, ids):
    assert apply_filter(timeline, NEWS, lambda each: each["id"] > "3") == 3
    assert days(timeline) == [5, 4]
    site.commit()
    assert apply_filter(timeline, NEWS, lambda each: each["id"] > "3") == 0
    assert site.written() == 0
    assert apply_filter(timeline, NEWS, lambda each: each["id"] < "5") == 4
    assert days(timeline) == [4, 3, 2, 1]


def test_only_the_newest_are_shown(site, timeline, ids):
    assert apply_limits(timeline, NEWS, keep=2) == 3
    assert days(timeline) == [5, 4]
    assert channel_outline(timeline, NEWS).entries == 2
    site.commit()
    assert apply_limits(timeline, NEWS, keep=2) == 0
    assert site.written() == 0


def test_a_raised_limit_brings_entries_back(timeline, ids):
    apply_limits(timeline, NEWS, keep=1)
    assert apply_limits(timeline, NEWS, keep=3) == 2
    assert days(timeline) == [5, 4, 3]
    assert apply_limits(timeline, NEWS) == 2
    assert days(timeline) == [5, 4, 3, 2, 1]


def test_old_entries_expire(timeline, ids, at):
    assert apply_limits(timeline, NEWS, newer_than=at(3)) == 2
    assert days(timeline) == [5, 4, 3]
    assert apply_limits(timeline, NEWS, keep=2, newer_than=at(2)) == 1
    assert days(timeline) == [5, 4]


def test_nothing_may_be_the_limit(timeline, ids, at):
    assert apply_limits(timeline, NEWS, keep=0) == 5
    assert days(timeline) == []
    assert channel_outline(timeline, NEWS).newest is None
    assert apply_limits(timeline, NEWS, newer_than=at(9)) == 0


@pytest.mark.parametrize("channel", [NEWS, "unknown"])
def test_reading_writes_nothing(site, timeline, channel):
    latest_entries(timeline, [channel])
    latest_entries(timeline, [channel], start=1000, year=2026, month=5)
    entry_count(timeline, [channel])
    months_with_entries(timeline, [channel])
    timeline.get("0" * 20)
    picture_file(timeline, timeline.get("0" * 20), "name.webp")
    list(all_entries(timeline, channel))
    pictures_to_fetch(timeline, channel)
    timeline.revision()
    assert (
        channel_outline(timeline, channel).newest,
        channel_outline(timeline, channel).entries,
    ) == (None, 0)
    assert (has_missing_entries(timeline, channel), apply_limits(timeline, channel, keep=1)) == (
        False,
        0,
    )
    assert apply_filter(timeline, channel, bool) == 0
    assert site.written() == 0


def test_what_is_not_seen_is_found_newest_first_without_loading_what_is(site, timeline, ids, at):
    hide_entry(timeline, ids[1], by="anna", now=at(7))
    hide_entry(timeline, ids[4], by="anna", now=at(7))
    apply_limits(timeline, NEWS, keep=2)
    site.commit()
    reader = site.connection().timeline
    assert [each["id"] for each in invisible_entries(reader, NEWS)] == ["5", "2", "1"]
    assert [reader.get(entry_id)._p_changed is None for entry_id in ids[2:4]] == [True, True]


def test_an_unknown_channel_has_nothing_unseen(timeline):
    assert list(invisible_entries(timeline, "unknown")) == []
