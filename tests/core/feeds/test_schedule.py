from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.feeds.schedule import (
    back_off_seconds,
    fresh_seconds,
    retry_after_seconds,
)

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = 86400


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=600"}, 600),
        ({"cache-control": "public, MAX-AGE = 600, must-revalidate"}, 600),
        ({"Cache-Control": 'max-age="600"'}, 600),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "max-age=-5"}, None),
        ({"Cache-Control": "max-age=soon"}, None),
        ({"Cache-Control": "max-age=" + "9" * 9000}, DAY),
        ({"Cache-Control": "max-age=999999"}, DAY),
        ({"Expires": "Wed, 25 Nov 2026 12:10:00 GMT"}, 600),
        ({"Expires": "Wed, 25 Nov 2026 12:10:00 GMT", "Cache-Control": "max-age=60"}, 60),
        ({"Expires": "Wed, 25 Nov 2026 12:10:00 GMT", "Date": "Wed, 25 Nov 2026 12:09 GMT"}, 60),
        ({"Expires": "Wed, 25 Nov 2026 11:00:00 GMT"}, None),
        ({"Expires": "Fri, 01 Jan 2100 00:00:00 GMT"}, DAY),
        ({"Expires": "Mon, 99 Foo 99999 99:99:99 +9999"}, None),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
    ],
)
def test_the_server_says_how_long_its_answer_stays_fresh(lines, seconds):
    assert fresh_seconds(Headers(lines), NOW) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("99999999999999999999", 8 * 3600),
        ("9" * 9000, 8 * 3600),
        ("Wed, 25 Nov 2026 12:02:00 GMT", 120),
        ("Wed, 25 Nov 2026 13:02:00 +0100", 120),
        ("Wed, 25 Nov 2026 12:02:00 -0000", 120),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 8 * 3600),
        ("-120", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_server_says_when_to_come_back(value, seconds):
    assert retry_after_seconds(Headers({"Retry-After": value}), NOW) == seconds


def test_each_failure_doubles_the_wait_up_to_a_day():
    waits = [back_off_seconds(n, base=600, random=lambda: 0.5) for n in (0, 1, 2, 3, 8, 9, 1000)]
    assert waits == [0, 600, 1200, 2400, 76800, DAY, DAY]


def test_chance_keeps_channels_that_failed_together_apart():
    waits = [back_off_seconds(1, base=600, random=lambda r=r: r) for r in (0.0, 0.25, 0.999)]
    assert waits == [450, 525, 749]
    assert back_off_seconds(50, base=600, random=lambda: 0.999) == DAY
