"""How many entries a channel has a week: Mondays in May 2026 are the 4th, 11th, 18th and 25th."""

import pytest

from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.outline import channel_outline, channel_outlines
from katrineholm.socialhub.core.timeline.weeks import weekly_counts

WEEK = 7 * 24 * 3600
NONE = (0,) * 12


def weekly_entries(timeline, channel, now):
    """The visible entries of a channel in each of the last twelve weeks."""
    found = channel_outline(timeline, channel)
    return weekly_counts(now, found.newest, found.recent)


@pytest.fixture
def kept(timeline, entry):
    """Keeps an entry of the channel "one" for each moment; gives their ids."""

    def kept(*moments, now=10**9):
        entries = [entry(f"{moment}-{n}", published=moment) for n, moment in enumerate(moments)]
        return store_document(timeline, "one", entries, now=now).new

    return kept


def test_entries_are_counted_by_week_the_present_one_last(timeline, kept, at):
    kept(at(27), at(26), at(20), at(10), at(4))
    assert weekly_entries(timeline, "one", at(31)) == (0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 2)
    assert weekly_entries(timeline, "two", at(31)) == NONE


def test_a_week_begins_at_midnight_before_monday_in_sweden(timeline, kept, at):
    kept(at(24, 22), at(24, 21), at(17, 22), at(17, 21))
    assert weekly_entries(timeline, "one", at(24, 21))[-3:] == (0, 1, 2)
    assert weekly_entries(timeline, "one", at(24, 22))[-3:] == (1, 2, 1)


@pytest.mark.parametrize(
    ("day", "month", "midnight"), [(29, 3, 22), (25, 10, 23)], ids=["spring", "autumn"]
)
def test_a_week_in_which_the_clocks_change_ends_at_midnight(
    timeline, kept, at, day, month, midnight
):
    """Summer time begins on Sunday 29 March 2026 and ends on Sunday 25 October."""
    kept(at(day, midnight, month), at(day, midnight - 1, month), at(day - 1, 12, month))
    assert weekly_entries(timeline, "one", at(day + 1, 12, month))[-2:] == (2, 1)


def test_weeks_pass_without_anything_being_stored(site, timeline, kept, at):
    kept(at(27), at(6))
    site.commit()
    assert [weekly_entries(timeline, "one", at(27) + n * WEEK) for n in (1, 8, 9, 11, 12)] == [
        (0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0),
        (1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        NONE,
    ]
    assert site.written() == 0


def test_an_entry_a_day_ahead_hides_no_week(timeline, kept, at):
    """Dated on Monday, seen on Sunday: twelve weeks before Monday is still the twelfth now."""
    kept(at(25), at(24), at(24) - 11 * WEEK)
    assert weekly_entries(timeline, "one", at(24)) == (1, *NONE[2:], 1)


def test_what_people_do_to_entries_shows_in_the_weeks(timeline, entry, kept, at):
    first, second, _ = kept(at(27), at(26), at(20))
    hide_entry(timeline, first, by="anna", now=at(28))
    assert weekly_entries(timeline, "one", at(28))[-2:] == (1, 1)
    hide_entry(timeline, second, by="anna", now=at(28))
    assert weekly_entries(timeline, "one", at(28))[-2:] == (1, 0)
    show_entry(timeline, second)
    apply_limits(timeline, "one", keep=1)
    assert weekly_entries(timeline, "one", at(28))[-2:] == (0, 1)
    apply_limits(timeline, "one")
    assert weekly_entries(timeline, "one", at(28))[-2:] == (1, 1)
    apply_filter(timeline, "one", lambda each: False)
    assert weekly_entries(timeline, "one", at(28)) == NONE


def test_a_date_moved_to_another_week_of_its_month_is_counted_there(timeline, entry, at):
    store_document(
        timeline, "one", [entry("b", published=at(27)), entry("a", published=at(20))], now=at(28)
    )
    store_document(timeline, "one", [entry("a", published=at(13), title="New")], now=at(28))
    assert weekly_entries(timeline, "one", at(28))[-3:] == (1, 0, 1)


def test_all_outlines_are_read_at_once(timeline, entry, at):
    store_document(
        timeline, "one", [entry("a", published=at(27)), entry("b", published=at(20))], now=at(28)
    )
    (hidden,) = store_document(timeline, "two", [entry("c")], now=at(28)).new
    hide_entry(timeline, hidden, by="anna", now=at(28))
    assert dict(channel_outlines(timeline)) == {
        "one": (2, at(27), (*NONE[1:], 1, 1)),
        "two": (0, None, ()),
    }
    assert channel_outline(timeline, "three") == (0, None, ())


def test_outlines_load_no_channel_and_no_entry(site, timeline, entry, at):
    for number in range(60):
        entries = [entry(f"{number}-{day}", published=at(day)) for day in range(1, 20)]
        store_document(timeline, f"{number}", entries, now=at(28))
    site.commit()
    cold = site.connection()
    cold.zodb.cacheMinimize()
    before = cold.zodb.getTransferCounts()[0]
    assert {outline.entries for _, outline in channel_outlines(cold.timeline)} == {19}
    assert cold.zodb.getTransferCounts()[0] - before < 12


def test_counting_opens_nothing_older_than_a_quarter(site, timeline, entry, at):
    """Thousands of old entries cost a new one nothing."""
    old = [entry(f"{n}", published=at(1, year=2020) + n * 3600) for n in range(3000)]
    store_document(timeline, "one", old, now=at(28))
    site.commit()
    later = site.connection()
    later.zodb.cacheMinimize()
    before = later.zodb.getTransferCounts()[0]
    store_document(later.timeline, "one", [entry("new", published=at(28))], now=at(28))
    assert weekly_entries(later.timeline, "one", at(28))[-1] == 1
    assert later.zodb.getTransferCounts()[0] - before < 25
