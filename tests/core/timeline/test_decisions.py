import pytest

NEWS = "news"


@pytest.fixture
def ids(timeline, entry, at):
    """Five entries, the oldest first."""
    entries = [entry(str(day), published=at(day)) for day in range(1, 6)]
    return timeline.keep(NEWS, entries, now=at(6)).new


def days(timeline):
    return [int(each["id"]) for each in timeline.latest([NEWS])]


def test_a_hidden_entry_stays_hidden_whatever_the_source_does(timeline, ids, entry, at):
    assert timeline.hide(ids[4], by="anna", now=at(7)) is True
    timeline.keep(NEWS, [entry("5", title="New", published=at(5))], now=at(8))
    assert timeline.get(ids[4])["title"] == "New"
    assert timeline.get(ids[4])["hidden"] == {"by": "anna", "when": at(7)}
    assert days(timeline) == [4, 3, 2, 1]
    assert timeline.size(NEWS) == 4
    assert timeline.newest(NEWS) == at(4)


def test_a_hidden_entry_is_shown_again_by_hand(timeline, ids, at):
    timeline.hide(ids[4], by="anna", now=at(7))
    assert timeline.show(ids[4]) is True
    assert days(timeline) == [5, 4, 3, 2, 1]


def test_hiding_twice_or_hiding_nothing_writes_nothing(site, timeline, ids, at):
    timeline.hide(ids[0], by="anna", now=at(7))
    site.commit()
    assert timeline.hide(ids[0], by="bo", now=at(8)) is False
    assert timeline.show(ids[1]) is False
    assert timeline.hide("0" * 20, by="anna", now=at(8)) is False
    assert timeline.show("") is False
    assert site.written() == 0


def test_changed_words_are_applied_to_every_entry(site, timeline, ids):
    assert timeline.refilter(NEWS, lambda each: each["id"] > "3") == 3
    assert days(timeline) == [5, 4]
    site.commit()
    assert timeline.refilter(NEWS, lambda each: each["id"] > "3") == 0
    assert site.written() == 0
    assert timeline.refilter(NEWS, lambda each: each["id"] < "5") == 4
    assert days(timeline) == [4, 3, 2, 1]


def test_only_the_newest_are_shown(site, timeline, ids):
    assert timeline.trim(NEWS, keep=2) == 3
    assert days(timeline) == [5, 4]
    assert timeline.size(NEWS) == 2
    site.commit()
    assert timeline.trim(NEWS, keep=2) == 0
    assert site.written() == 0


def test_a_raised_limit_brings_entries_back(timeline, ids):
    timeline.trim(NEWS, keep=1)
    assert timeline.trim(NEWS, keep=3) == 2
    assert days(timeline) == [5, 4, 3]
    assert timeline.trim(NEWS) == 2
    assert days(timeline) == [5, 4, 3, 2, 1]


def test_old_entries_expire(timeline, ids, at):
    assert timeline.trim(NEWS, newer_than=at(3)) == 2
    assert days(timeline) == [5, 4, 3]
    assert timeline.trim(NEWS, keep=2, newer_than=at(2)) == 1
    assert days(timeline) == [5, 4]


def test_nothing_may_be_the_limit(timeline, ids, at):
    assert timeline.trim(NEWS, keep=0) == 5
    assert days(timeline) == []
    assert timeline.newest(NEWS) is None
    assert timeline.trim(NEWS, newer_than=at(9)) == 0


@pytest.mark.parametrize("channel", [NEWS, "unknown"])
def test_reading_writes_nothing(site, timeline, channel):
    timeline.latest([channel])
    timeline.latest([channel], start=1000, year=2026, month=5)
    timeline.count([channel])
    timeline.months([channel])
    timeline.get("0" * 20)
    timeline.picture("0" * 20, "name.webp")
    list(timeline.all(channel))
    timeline.wanted(channel)
    timeline.revision()
    assert (timeline.newest(channel), timeline.size(channel)) == (None, 0)
    assert (timeline.pending(channel), timeline.trim(channel, keep=1)) == (False, 0)
    assert timeline.refilter(channel, bool) == 0
    assert site.written() == 0


def test_what_is_not_seen_is_found_newest_first_without_loading_what_is(site, timeline, ids, at):
    timeline.hide(ids[1], by="anna", now=at(7))
    timeline.hide(ids[4], by="anna", now=at(7))
    timeline.trim(NEWS, keep=2)
    site.commit()
    reader = site.connection().timeline
    assert [each["id"] for each in reader.unseen(NEWS)] == ["5", "2", "1"]
    assert [reader.get(entry_id)._p_changed is None for entry_id in ids[2:4]] == [True, True]


def test_an_unknown_channel_has_nothing_unseen(timeline):
    assert list(timeline.unseen("unknown")) == []
