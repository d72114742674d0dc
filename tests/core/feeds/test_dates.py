from datetime import UTC, datetime
from time import gmtime

import pytest

from katrineholm.socialhub.core.feeds.dates import parse_timestamp

NOW = datetime(2025, 10, 3, 12, 0, tzinfo=UTC)
ONE = datetime(2025, 10, 2, 13, 0, tzinfo=UTC)
DAY = datetime(2025, 10, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 02 Oct 2025 13:00:00 GMT",
        "Thu, 02 Oct 2025 13:00:00 +0000",
        "Thu, 2 Oct 2025 15:00 +0200",
        "02 Oct 25 15:00:00 CEST",
        "Thu, 02 Oct 2025 14:00:00 CET",
        "Thu, 02 Oct 2025 09:00:00 EDT",
        "02 Oct 2025 15:00 +0200",
        "Thu, 02 Oct 2025 15:00:00 GMT+2",
        "Thu, 02 Oct 2025 15:00:00 Europe/Stockholm",
        "tor, 02 okt 2025 15:00:00 +0200",
        "Torsdag, 2 oktober 2025 15:00:00 CEST",
        "torsdag den 2 oktober 2025 kl. 15.00 +02:00",
        "torsdag den 2. oktober 2025 15:00 +0200",
        "tors. 2. okt. 2025 15:00:00 +0200",
        "Do, 02 Okt 2025 15:00:00 +0200",
        "1759410000",
        "1759410000000",
        "2025-10-02T13:00:00Z",
        "2025-10-02T15:00:00.000+02:00",
        "2025-10-02T15:00:00+0200",
        "2025-10-02 15:00 CEST",
        "20251002T130000Z",
        "20251002T150000+0200",
        "2025-W40-4T13:00Z",
        "October 2, 2025 13:00",
        "2025/10/02 13:00:00",
        "02/10/2025 13:00",
        "10/2/2025 1:00:00 PM",
        "Thu, 02 Oct 2025 01:00 p.m. GMT",
        "Thu, 02 Oct 2025 3:00pm +0200",
        "Thursday, October 2, 2025 - 1:00pm",
        "2 oktober 2025 3.00 PM CEST",
        "2025-10-02 1:00 PM",
        "  Thu,\n 02 Oct 2025\n 13:00:00 GMT ",
    ],
)
def test_one_moment_is_read_in_every_spelling(text):
    assert parse_timestamp(text, None, NOW) == ONE


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("9/8/2025 12:00:00 AM", 8, 0),
        ("9/8/2025 12:00:00 PM", 8, 12),
        ("13/9/2025 11:00 PM", 13, 23),
        ("Mon, 08 Sep 2025 9:00 AM", 8, 9),
    ],
)
def test_a_clock_of_twelve_hours_is_read(text, day, hour):
    assert parse_timestamp(text, None, NOW) == datetime(2025, 9, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-10-02", "20251002", "2025.10.02", "2025/10/02", "2025-W40-4", "02/10/2025"),
        *("2.10.2025", "2 oktober 2025", "2 Oct 2025", "October 2, 2025"),
    ],
)
def test_a_day_without_a_clock_is_its_midnight(text):
    assert parse_timestamp(text, None, NOW) == DAY


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *(("januari", 1), ("februar", 2), ("mars", 3), ("marts", 3), ("märz", 3), ("maj", 5)),
        *(("mai", 5), ("juni", 6), ("juli", 7), ("augusti", 8), ("oktober", 10), ("desember", 12)),
        *(("dec", 12), ("des", 12)),
    ],
)
def test_months_are_known_in_the_neighbours_languages(name, month):
    assert parse_timestamp(f"5 {name} 2024", None, NOW) == datetime(2024, month, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("1759", "Sun, 01 Jan 1759 00:00:00 GMT", "0001-01-01T00:00:00Z", "9999-12-31"),
        *("2099-01-01", "31 Dec 1994 23:59:00 GMT", "2025-10-04T12:00:01Z", "yesterday", ""),
        *("Thu, 32 Oct 2025 13:00:00 GMT", "2025-13-02", "99999999999999", "-1", "NaN"),
        *("2025-10-02T25:00:00Z", "0000-00-00 00:00:00", "\ud800"),
    ],
)
def test_what_cannot_be_believed_is_no_moment(text):
    assert parse_timestamp(text, None, NOW) is None


def test_a_moment_up_to_a_day_ahead_is_believed():
    assert parse_timestamp("2025-10-04T12:00:00Z", None, NOW) == datetime(
        2025, 10, 4, 12, tzinfo=UTC
    )


def test_another_readers_opinion_counts_where_the_text_says_nothing_known():
    assert parse_timestamp("2025년 10월 02일", gmtime(ONE.timestamp()), NOW) == ONE


def test_another_readers_opinion_is_held_to_the_same_bounds():
    assert parse_timestamp("?", gmtime(-6_000_000_000), NOW) is None


def test_the_text_is_believed_before_another_readers_opinion():
    assert parse_timestamp("2025-10-02T15:00 CEST", gmtime(0), NOW) == ONE
