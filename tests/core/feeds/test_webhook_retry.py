"""What was not taken is sent again, later and later, and at last given up."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.webhook_retry import (
    HOUR,
    MINUTE,
    WAITS,
    pause_seconds,
    retry_seconds,
)

FAULT = FeedError("server_error", status=500)


def test_each_try_waits_longer_than_the_one_before():
    waits = [retry_seconds(tries, random=lambda: 0.5) for tries in range(1, len(WAITS) + 1)]
    assert waits == sorted(set(WAITS))
    assert retry_seconds(len(WAITS) + 1) is None


def test_chance_is_a_tenth_more_or_less():
    assert retry_seconds(2, random=lambda: 0) == 0.9 * 5 * MINUTE
    assert retry_seconds(2, random=lambda: 0.999) < 1.1 * 5 * MINUTE


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 5), (2, 5 * MINUTE), (3, 30 * MINUTE), (4, HOUR), (500, HOUR)]
)
def test_a_receiver_is_left_alone_but_never_longer_than_an_hour(failures, seconds):
    assert pause_seconds(failures, FAULT) == seconds


def test_a_receiver_may_ask_for_more():
    assert pause_seconds(1, FeedError("busy", retry_after=7200, status=429)) == 7200
