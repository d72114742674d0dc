"""The periods whose posts each mail contains."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from katrineholm.socialhub.accounts.channels import times
from katrineholm.socialhub.public.follow.periods import period_end

ZONE = ZoneInfo("Europe/Stockholm")


@pytest.fixture(autouse=True)
def zone(monkeypatch):
    monkeypatch.setattr(times, "_zone", lambda: ZONE)


def seconds(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


@pytest.mark.parametrize(
    ("often", "now", "end"),
    [
        ("daily", "2026-09-21 07:01", "2026-09-20 07:00"),
        ("daily", "2026-09-21 07:02", "2026-09-21 07:00"),
        ("daily", "2026-10-25 08:00", "2026-10-25 07:00"),  # the clock went back at night
        ("daily", "2026-10-26 06:00", "2026-10-25 07:00"),
        ("weekly", "2026-09-21 07:01", "2026-09-14 07:00"),
        ("weekly", "2026-09-21 07:02", "2026-09-21 07:00"),
        ("weekly", "2026-09-27 23:00", "2026-09-21 07:00"),
        ("each", "2026-09-21 12:06", "2026-09-21 12:00"),
        ("each", "2026-09-21 12:07", "2026-09-21 12:05"),
    ],
)
def test_a_period_ends_in_the_morning_in_the_sites_own_time(often, now, end):
    assert period_end(often, seconds(now)) == seconds(end)
