"""Life holds the last entry against the promise."""

from dataclasses import replace
from datetime import datetime

import pytest
from helpers.office.board import FEED, facts, seen

from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.life_light import days_since_entry, life_light
from katrineholm.socialhub.refresh.summary import Summary

NOW = int(datetime(2026, 11, 25, 9, 0, tzinfo=ZONE).timestamp())
DAY = 24 * 3600


WORKS = Summary(FEED, checked=NOW - 600)


@pytest.mark.parametrize(
    ("rhythm", "days", "expected"),
    [
        (None, 0, ("green", (), ("The latest entry is new.",))),
        (None, 1, ("green", (), ("The latest entry is from yesterday.",))),
        (None, 60, ("green", (), ("The latest entry is 60 days old.",))),
        (None, 61, ("amber", ("silent",), ("Nothing new for 61 days.",))),
        (None, 181, ("red", ("silent",), ("Nothing new for 181 days.",))),
        (1, 3, ("green", (), ("The latest entry is 3 days old.",))),
        (1, 4, ("amber", ("silent",), ("Nothing new for 4 days. Promised: Every day.",))),
        (1, 5, ("amber", ("silent",), ("Nothing new for 5 days. Promised: Every day.",))),
        (1, 6, ("red", ("silent",), ("Nothing new for 6 days. Promised: Every day.",))),
        (7, 10, ("green", (), ("The latest entry is 10 days old.",))),
        (7, 11, ("amber", ("silent",), ("Nothing new for 11 days. Promised: Every week.",))),
        (7, 24, ("red", ("silent",), ("Nothing new for 24 days. Promised: Every week.",))),
        (92, 138, ("green", (), ("The latest entry is 138 days old.",))),
    ],
)
def test_life_holds_the_last_entry_against_the_promise(rhythm, days, expected):
    summary = replace(WORKS, entries=1, newest=NOW - days * DAY)
    assert seen(life_light(facts(rhythm=rhythm), summary, NOW)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"official_since": "2026-11-20"}, ("grey", (), ("Nothing has been published yet.",))),
        (
            {"rhythm": 7},
            ("red", ("silent",), ("Nothing has been published in 85 days.",)),
        ),
        ({"starts": "2027-01-01", "rhythm": 7}, ("grey", (), ("Nothing has been published yet.",))),
        ({"state": "paused"}, ("grey", (), ("Paused: nothing is retrieved.",))),
    ],
)
def test_a_channel_that_has_published_nothing_is_given_time(changes, expected):
    assert seen(life_light(facts(**changes), WORKS, NOW)) == expected


def test_a_feed_that_has_not_been_seen_says_nothing_of_life():
    unknown = ("grey", (), ("Unknown: the entries are not retrieved.",))
    assert seen(life_light(facts(rhythm=7), Summary(FEED), NOW)) == unknown
    assert seen(life_light(facts(rhythm=7, feed_url=""), Summary(""), NOW)) == unknown


def test_an_entry_dated_ahead_is_new():
    summary = replace(WORKS, newest=NOW + 3600)
    assert (days_since_entry(summary, NOW), days_since_entry(WORKS, NOW)) == (0, None)
    assert life_light(facts(), summary, NOW).colour == "green"
