"""Months as they are in Sweden."""

import pytest
from helpers.core.timeline import filled

from katrineholm.socialhub.core.timeline.streams import (
    entry_count,
    latest_entries,
    months_with_entries,
)


def titles(timeline, channels, **how):
    return [entry["title"] for entry in latest_entries(timeline, channels, **how)]


def test_a_month_begins_at_midnight_in_sweden(timeline, entry, at):
    dates = {
        "april": at(30, 21, month=4),
        "may": at(30, 22, month=4),
        "still may": at(31, 21),
        "june": at(31, 22),
        "winter": at(31, 23, month=12),
    }
    filled(timeline, entry, {"one": dates})
    assert titles(timeline, ["one"], year=2026, month=5) == ["Title still may", "Title may"]
    assert titles(timeline, ["one"], year=2027) == ["Title winter"]
    assert months_with_entries(timeline, ["one"]) == [(2027, 1), (2026, 6), (2026, 5), (2026, 4)]
    assert entry_count(timeline, ["one"], 2026) == 4
    assert entry_count(timeline, ["one"], 2026, 5) == 2


@pytest.mark.parametrize(
    ("year", "month"),
    [(0, None), (-5, 1), (10**9, 1), (2026, 0), (2026, 13), (2026, -1), (1969, 12), (2200, 1)],
)
def test_a_month_that_is_none_is_empty(timeline, entry, at, year, month):
    filled(timeline, entry, {"one": {"a": at(1)}})
    assert latest_entries(timeline, ["one"], year=year, month=month) == []
    assert entry_count(timeline, ["one"], year, month) == 0
