"""Deadlines on Swedish working days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.messages.office_hours import (
    CLOSING_TIME,
    OPENING_TIME,
    is_working_day,
    time_after_office_hours,
    time_after_working_hours,
)

ZONE = ZoneInfo("Europe/Stockholm")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-25", True),  # an ordinary Wednesday
        ("2026-11-28", False),  # Saturday
        ("2026-11-29", False),  # Sunday
        ("2026-12-24", False),  # Christmas Eve
        ("2026-12-25", False),
        ("2026-12-28", True),
        ("2026-12-31", False),  # New Year's Eve
        ("2026-01-06", False),  # Epiphany
        ("2026-04-02", True),  # Maundy Thursday
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-05-01", False),
        ("2026-05-14", False),  # Ascension Day
        ("2026-05-15", True),  # the Friday after it
        ("2026-06-06", False),  # the national day
        ("2026-06-19", False),  # Midsummer Eve
        ("2027-06-25", False),
        ("2026-06-26", True),
        ("2026-10-31", False),
    ],
)
def test_working_days_are_those_of_a_swedish_office(day, expected):
    assert is_working_day(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-25T10:00", 24, "2026-11-26T10:00"),
        ("2026-11-27T15:00", 24, "2026-11-30T15:00"),  # over a weekend
        ("2026-11-28T15:00", 24, "2026-12-01T00:00"),  # begins on a Saturday
        ("2026-12-23T12:00", 24, "2026-12-28T12:00"),  # over Christmas
        ("2026-11-25T10:00", 0, "2026-11-25T10:00"),
        ("2026-11-26T00:00", 24, "2026-11-27T00:00"),
        ("2026-11-27T00:00", 24, "2026-11-30T00:00"),  # not at the midnight before a weekend
    ],
)
def test_an_answer_is_due_after_hours_of_working_days(start, hours, end):
    assert time_after_working_hours(at(start), hours) == at(end)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-25T10:00", 2, "2026-11-25T12:00"),
        ("2026-11-25T16:00", 2, "2026-11-26T09:00"),
        ("2026-11-25T06:00", 2, "2026-11-25T10:00"),
        ("2026-11-25T15:00", 2, "2026-11-25T17:00"),
        ("2026-11-27T16:30", 2, "2026-11-30T09:30"),
        ("2026-11-27T23:00", 2, "2026-11-30T10:00"),
        ("2026-11-25T08:00", 18, "2026-11-26T17:00"),
    ],
)
def test_a_removal_is_due_after_office_hours(start, hours, end):
    assert time_after_office_hours(at(start), hours) == at(end)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)), st.integers(1, 60))
def test_a_deadline_is_never_before_its_start_nor_when_nobody_works(start, hours):
    start = start.replace(tzinfo=ZONE)
    for end in (time_after_working_hours(start, hours), time_after_office_hours(start, hours)):
        assert end > start
    assert is_working_day(end.date())
    assert OPENING_TIME <= end.time() <= CLOSING_TIME
