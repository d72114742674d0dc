"""When a snapshot is due."""

from datetime import date

import pytest

from katrineholm.socialhub.archive.packages.snapshot_storage import add_months


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2025-08-31", 6, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-07-15", 60, "2031-07-15"),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, found):
    assert add_months(date.fromisoformat(day), months).isoformat() == found
