"""An entry's place, and what is told of it when it moves."""

import pytest

NEWS = "news"


@pytest.fixture
def ids(timeline, entry, at):
    """Five entries, the oldest first."""
    entries = [entry(str(day), published=at(day)) for day in range(1, 6)]
    return timeline.keep(NEWS, entries, now=at(6)).new


def days(timeline):
    return [int(each["id"]) for each in timeline.latest([NEWS])]


def test_an_entry_that_is_shown_again_takes_the_place_of_an_older_one(timeline, ids, at):
    timeline.hide(ids[4], by="anna", now=at(7))
    timeline.trim(NEWS, keep=2)
    assert days(timeline) == [4, 3]
    timeline.show(ids[4])
    timeline.trim(NEWS, keep=2)
    assert days(timeline) == [5, 4]


def test_an_expired_entry_that_is_newer_than_a_shown_one_changes_places_with_it(
    timeline, ids, entry, at
):
    timeline.trim(NEWS, keep=2)
    timeline.keep(NEWS, [entry("5", title="Moved back", published=at(1))], now=at(7))
    assert days(timeline) == [4, 5]
    assert timeline.trim(NEWS, keep=2) == 2
    assert days(timeline) == [4, 3]


def test_the_revision_changes_with_what_visitors_see(timeline, ids, entry, at):
    seen = [timeline.revision()]
    for change in (
        lambda: timeline.hide(ids[0], by="anna", now=at(7)),
        lambda: timeline.show(ids[0]),
        lambda: timeline.trim(NEWS, keep=4),
        lambda: timeline.refilter(NEWS, lambda each: each["id"] != "5"),
        lambda: timeline.keep(NEWS, [entry("4", title="New")], now=at(7)),
        lambda: timeline.keep(NEWS, [entry("6")], now=at(7)),
        lambda: timeline.keep(NEWS, [], deleted=["id:6"], now=at(7)),
    ):
        change()
        seen.append(timeline.revision())
    assert len(set(seen)) == 8


def test_the_revision_stays_when_visitors_see_no_difference(timeline, ids, entry, at):
    timeline.hide(ids[4], by="anna", now=at(7))
    before = timeline.revision()
    timeline.keep(NEWS, [entry("5", title="Unseen")], now=at(8))
    timeline.keep(NEWS, [entry("6")], now=at(8), shown=lambda each: False)
    timeline.keep(NEWS, [entry("4", published=at(4))], now=at(8), floor=at(1))
    assert timeline.revision() == before
