"""A service that empties its feed does not empty the hub: somebody is asked first."""

import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline.documents import (
    store_document,
    withdraw_missing,
    withdraw_wave,
)
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.waves import keep_wave


@pytest.fixture
def many(timeline, entry, at):
    """Twelve entries that are shown; gives them, the newest first, and their ids."""
    entries = [entry(f"e{hour:02}", published=at(1, hour)) for hour in reversed(range(12))]
    store_document(timeline, NEWS, entries, now=at(2))
    ids = {each["keys"][0]: each["entry_id"] for each in all_entries(timeline, NEWS)}
    return entries, [ids[each["keys"][0]] for each in entries]


@pytest.fixture
def told(timeline, at):
    """Lets the source tell some entries at some days, as often as it takes to believe it."""

    def told(entries, *days, deleted=()):
        return [
            store_document(
                timeline, NEWS, entries, now=at(day), floor=at(1, 0) - 1, deleted=deleted
            ).withdrawn
            for day in days
        ]

    return told


def shown(timeline):
    return channel_outline(timeline, NEWS).entries


def test_half_of_the_entries_may_go(timeline, many, told):
    entries, _ids = many
    assert len(told(entries[:6], 3, 4)[1]) == 6
    assert (shown(timeline), dict(timeline.waves())) == (6, {})


def test_more_than_half_is_held_back_until_somebody_says_what_is_meant(timeline, many, told, at):
    entries, ids = many
    assert told(entries[:5], 3, 4, 5) == [(), (), ()]
    assert shown(timeline) == 12
    assert dict(timeline.waves()) == {NEWS: {"since": at(4), "entries": tuple(sorted(ids[5:]))}}
    assert withdraw_missing(timeline, NEWS, now=at(6)).withdrawn == ()
    assert withdraw_wave(timeline, NEWS, now=at(7)) == tuple(sorted(ids[5:]))
    assert (shown(timeline), dict(timeline.waves())) == (5, {})
    assert timeline.get(ids[5])["withdrawn"] == at(7)
    assert told(entries[:5], 8, 9) == [(), ()]


def test_what_the_source_says_itself_is_held_back_too(timeline, many, told):
    entries, _ids = many
    told(entries[:2], 3, deleted=[each["keys"][0] for each in entries[2:]])
    assert (shown(timeline), len(timeline.waves()[NEWS]["entries"])) == (12, 10)


def test_what_goes_meanwhile_is_held_back_with_it_however_much_comes(
    timeline, many, told, entry, at
):
    entries, ids = many
    told(entries[:5], 3, 4)
    news = [entry(f"n{number:02}", published=at(5, number)) for number in range(20)]
    told([*news, *entries[:4]], 6, 7)
    assert shown(timeline) == 32
    assert sorted(timeline.waves()[NEWS]["entries"]) == sorted(ids[4:])


def test_a_feed_that_is_itself_again_ends_it(timeline, many, told):
    entries, ids = many
    told(entries[:5], 3, 4)
    told(entries[:11], 5)
    assert timeline.waves()[NEWS]["entries"] == (ids[11],)
    told(entries, 6)
    assert (shown(timeline), dict(timeline.waves())) == (12, {})


def test_a_fault_lets_them_stand_until_the_source_tells_of_them_again(site, timeline, many, told):
    entries, ids = many
    told(entries[:5], 3, 4)
    assert keep_wave(timeline, NEWS) == tuple(sorted(ids[5:]))
    assert told(entries[:5], 5, 6, 7) == [(), (), ()]
    site.commit()
    told(entries[:5], 8)
    assert (shown(timeline), dict(timeline.waves()), site.written()) == (12, {}, 0)
    told(entries[:6], 9)
    assert told(entries[:5], 10, 11)[1] == (ids[5],)


@pytest.mark.parametrize(("number", "left", "withdrawn"), [(9, 1, 8), (10, 4, 0), (10, 5, 5)])
def test_fewer_than_ten_entries_are_withdrawn_as_ever(
    timeline, entry, told, at, number, left, withdrawn
):
    entries = [entry(f"e{hour:02}", published=at(1, hour)) for hour in reversed(range(number))]
    store_document(timeline, NEWS, entries, now=at(2))
    assert len(told(entries[:left], 3, 4)[1]) == withdrawn


def test_an_older_store_has_held_nothing_back(timeline, many, told):
    entries, _ids = many
    del timeline.root["waves"]
    assert (dict(timeline.waves()), withdraw_wave(timeline, NEWS, now=1)) == ({}, ())
    assert keep_wave(timeline, NEWS) == ()
    told(entries[:5], 3, 4)
    assert len(timeline.waves()[NEWS]["entries"]) == 7
