import pytest
from helpers.core.timeline import NEWS, days

from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    hide_entry,
    release_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import pictures_to_fetch
from katrineholm.socialhub.core.timeline.review_queue import queue_sizes, queued_entries
from katrineholm.socialhub.core.timeline.streams import latest_entries


@pytest.fixture
def ids(timeline, entry, at):
    """Three entries that wait, the oldest first."""
    entries = [entry(str(day), published=at(day)) for day in range(1, 4)]
    return store_document(timeline, NEWS, entries, now=at(6), hold=True).new


def waiting(timeline, *channels, size=10):
    return [each["id"] for each in queued_entries(timeline, channels or [NEWS], size)]


def test_what_is_held_waits_until_it_is_released(timeline, ids, at):
    assert (
        days(timeline),
        channel_outline(timeline, NEWS).entries,
        channel_outline(timeline, NEWS).newest,
    ) == ([], 0, None)
    assert waiting(timeline) == ["3", "2", "1"]
    assert release_entry(timeline, ids[1], by="anna", now=at(7)) is True
    assert days(timeline) == [2]
    assert waiting(timeline) == ["3", "1"]
    assert timeline.get(ids[1])["released"] == {"by": "anna", "when": at(7)}


def test_a_released_entry_stays_seen_when_it_changes(timeline, ids, entry, at):
    release_entry(timeline, ids[2], by="anna", now=at(7))
    store_document(timeline, NEWS, [entry("3", title="New", published=at(3))], now=at(8), hold=True)
    assert [each["title"] for each in latest_entries(timeline, [NEWS])] == ["New"]


def test_a_waiting_entry_waits_on_when_it_changes_or_nothing_is_held_any_more(
    timeline, ids, entry, at
):
    changed = entry("2", title="New", published=at(4))
    store_document(timeline, NEWS, [changed, entry("5", published=at(5))], now=at(8))
    assert days(timeline) == [5]
    assert [each["title"] for each in queued_entries(timeline, [NEWS], 2)] == ["New", "Title 3"]


def test_what_was_seen_before_stays_seen(timeline, entry, at):
    store_document(timeline, NEWS, [entry("1", published=at(1))], now=at(2))
    changed = [entry("1", title="New", published=at(1)), entry("2", published=at(2))]
    store_document(timeline, NEWS, changed, now=at(3), hold=True)
    assert days(timeline) == [1]
    assert waiting(timeline) == ["2"]


def test_whoever_hides_a_waiting_entry_has_looked_at_it(timeline, ids, at):
    hide_entry(timeline, ids[0], by="anna", now=at(7))
    assert waiting(timeline) == ["3", "2"]
    assert days(timeline) == []
    assert release_entry(timeline, ids[0], by="anna", now=at(7)) is False
    show_entry(timeline, ids[0])
    assert days(timeline) == [1]


def test_what_the_source_takes_back_or_words_leave_out_is_not_looked_at(timeline, ids, entry, at):
    store_document(timeline, NEWS, [], now=at(7), deleted=["id:1"], hold=True)
    apply_filter(timeline, NEWS, lambda each: each["id"] != "2")
    assert waiting(timeline) == ["3"]
    assert [release_entry(timeline, each, by="anna", now=at(7)) for each in ids[:2]] == [
        False,
        False,
    ]
    store_document(timeline, NEWS, [entry("1")], now=at(8), hold=True)
    apply_filter(timeline, NEWS, lambda each: True)
    assert waiting(timeline) == ["3", "2", "1"]
    assert days(timeline) == []


def test_channels_are_counted_and_merged(timeline, ids, entry, at):
    store_document(timeline, "films", [entry("9", published=at(2, 13))], now=at(6), hold=True)
    store_document(timeline, "silent", [entry("8")], now=at(6))
    assert queue_sizes(timeline) == {NEWS: 3, "films": 1}
    assert waiting(timeline, "films", NEWS, "films", "unknown") == ["3", "9", "2", "1"]
    assert waiting(timeline, NEWS, size=1) == ["3"]


def test_releasing_twice_or_releasing_nothing_writes_nothing(site, timeline, ids, at):
    release_entry(timeline, ids[0], by="anna", now=at(7))
    site.commit()
    assert release_entry(timeline, ids[0], by="bo", now=at(8)) is False
    assert release_entry(timeline, "0" * 20, by="bo", now=at(8)) is False
    assert site.written() == 0


def test_a_visitor_sees_no_difference_while_an_entry_waits(timeline, ids, entry, at):
    before = timeline.revision()
    store_document(timeline, NEWS, [entry("7", published=at(5))], now=at(7), hold=True)
    assert timeline.revision() == before
    release_entry(timeline, ids[0], by="anna", now=at(7))
    assert timeline.revision() != before


def test_a_copy_is_seen_while_the_first_waits(timeline, entry, at):
    post = {"link": "https://example.org/post", "title": "The post"}
    (first,) = store_document(timeline, "one", [entry("a", **post)], now=at(2), hold=True).new
    store_document(timeline, "two", [entry("b", **post)], now=at(3))
    assert [each["id"] for each in latest_entries(timeline, ["one", "two"])] == ["b"]
    release_entry(timeline, first, by="anna", now=at(4))
    assert [each["id"] for each in latest_entries(timeline, ["one", "two"])] == ["a"]


def test_pictures_of_what_waits_are_fetched_for_whoever_looks_at_it(timeline, entry, image, at):
    (entry_id,) = store_document(
        timeline, NEWS, [entry(images=[image("a")])], now=at(2), hold=True
    ).new
    assert [wish[0] for wish in pictures_to_fetch(timeline, NEWS)] == [entry_id]
    hide_entry(timeline, entry_id, by="anna", now=at(3))
    assert pictures_to_fetch(timeline, NEWS) == []


def test_a_store_from_before_anything_could_be_held_holds(site, timeline, entry, at):
    (old,) = store_document(timeline, NEWS, [entry("1", published=at(1))], now=at(2)).new
    root = timeline.root
    del root["waiting"], root["marks"]
    del timeline.get(old)["held"], timeline.get(old)["released"]
    assert (queue_sizes(timeline), waiting(timeline), timeline.marks()) == ({}, [], {})
    hide_entry(timeline, old, by="anna", now=at(3))
    show_entry(timeline, old)
    store_document(timeline, NEWS, [entry("2")], now=at(3), hold=True)
    assert set_mark(timeline, "pinned", old, by="anna", now=at(3)) == ""
    assert (days(timeline), waiting(timeline)) == ([1], ["2"])


def test_two_connections_may_decide_on_two_channels(site, timeline, ids, entry, at):
    (film,) = store_document(timeline, "films", [entry("9")], now=at(6), hold=True).new
    site.commit()
    web, other = site.connection(), site.connection()
    release_entry(web.timeline, ids[0], by="anna", now=at(7))
    release_entry(other.timeline, film, by="bo", now=at(7))
    web.commit()
    other.commit()
    assert queue_sizes(site.connection().timeline) == {NEWS: 2}
