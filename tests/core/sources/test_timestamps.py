"""Moments as downloads write them."""

import pytest

from katrineholm.socialhub.core.sources.timestamps import plausible_seconds, timestamp_seconds


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (1781863200, 1781863200),
        (1781863200.5, 1781863200),
        (0, None),
        (-62169958800, None),
        (4070908800, None),  # 2099
        (True, None),
        ("1781863200", None),
        (float("inf"), None),
        (None, None),
    ],
)
def test_of_a_number_of_seconds(value, found):
    assert plausible_seconds(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-06-19 10:00:00", 1781863200),
        ("19 Jun 2026 10:00:00 +0000", 1781863200),
        ("2026-06-19T12:00:00.000+02:00", 1781863200),
        ("1970-01-01", None),
        ("2099-01-01", None),
        ("i går", None),
        ("", None),
        (1781863200, 1781863200),
    ],
)
def test_of_a_text(value, found):
    assert timestamp_seconds(value) == found
