"""An entry's place, and what is told of it when it moves."""

from helpers.core.timeline import NEWS, days

from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.indexes import put_entries_in_place
from katrineholm.socialhub.core.timeline.layout import new_entry


def test_an_entry_that_is_shown_again_takes_the_place_of_an_older_one(timeline, ids, at):
    hide_entry(timeline, ids[4], by="anna", now=at(7))
    apply_limits(timeline, NEWS, keep=2)
    assert days(timeline) == [4, 3]
    show_entry(timeline, ids[4])
    apply_limits(timeline, NEWS, keep=2)
    assert days(timeline) == [5, 4]


def test_an_expired_entry_that_is_newer_than_a_shown_one_changes_places_with_it(
    timeline, ids, entry, at
):
    apply_limits(timeline, NEWS, keep=2)
    store_document(timeline, NEWS, [entry("5", title="Moved back", published=at(1))], now=at(7))
    assert days(timeline) == [4, 5]
    assert apply_limits(timeline, NEWS, keep=2) == 2
    assert days(timeline) == [4, 3]


def test_a_copy_of_an_entry_in_its_place_gives_way_to_the_entry_itself(timeline, ids, entry, at):
    """A hub that has moved to another site had copies there, which no later change reached."""
    box = timeline.root["channels"][NEWS]
    hide_entry(timeline, ids[0], by="anna", now=at(7))
    for tree in ("visible", "invisible"):
        for key, each in box[tree].items():
            box[tree][key] = new_entry(dict(each))
    store_document(timeline, NEWS, [entry("2", title="New", published=at(2))], now=at(8))
    assert "New" not in titles(timeline)
    assert put_entries_in_place(timeline.root, NEWS) == 5
    assert "New" in titles(timeline)
    assert all(each is box["entries"][key[1]] for key, each in box["visible"].items())


def test_an_entry_among_those_of_another_kind_is_moved_and_counted(timeline, ids):
    box = timeline.root["channels"][NEWS]
    box["entries"][ids[1]]["hidden"] = {"by": "anna", "when": 1}
    before = len(titles(timeline))
    assert put_entries_in_place(timeline.root, NEWS) == 1
    assert len(titles(timeline)) == before - 1 == sum(box["months"].values())


def test_what_is_in_its_place_is_not_written(timeline, ids):
    revision = timeline.revision()
    assert put_entries_in_place(timeline.root, NEWS) == 0
    assert timeline.revision() == revision


def titles(timeline):
    return [each["title"] for each in timeline.root["channels"][NEWS]["visible"].values()]


def test_the_revision_changes_with_what_visitors_see(timeline, ids, entry, at):
    seen = [timeline.revision()]
    for change in (
        lambda: hide_entry(timeline, ids[0], by="anna", now=at(7)),
        lambda: show_entry(timeline, ids[0]),
        lambda: apply_limits(timeline, NEWS, keep=4),
        lambda: apply_filter(timeline, NEWS, lambda each: each["id"] != "5"),
        lambda: store_document(timeline, NEWS, [entry("4", title="New")], now=at(7)),
        lambda: store_document(timeline, NEWS, [entry("6")], now=at(7)),
        lambda: store_document(timeline, NEWS, [], deleted=["id:6"], now=at(7)),
    ):
        change()
        seen.append(timeline.revision())
    assert len(set(seen)) == 8


def test_the_revision_stays_when_visitors_see_no_difference(timeline, ids, entry, at):
    hide_entry(timeline, ids[4], by="anna", now=at(7))
    before = timeline.revision()
    store_document(timeline, NEWS, [entry("5", title="Unseen")], now=at(8))
    store_document(timeline, NEWS, [entry("6")], now=at(8), passes=lambda each: False)
    store_document(timeline, NEWS, [entry("4", published=at(4))], now=at(8), floor=at(1))
    assert timeline.revision() == before
