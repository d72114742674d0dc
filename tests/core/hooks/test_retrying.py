"""What was not taken is sent again, later and later, and at last given up."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.hooks.retrying import HOUR, MINUTE, WAITS, rest, wait

FAULT = FeedError("server_error", status=500)


def test_each_try_waits_longer_than_the_one_before():
    waits = [wait(tries, random=lambda: 0.5) for tries in range(1, len(WAITS) + 1)]
    assert waits == sorted(set(WAITS))
    assert wait(len(WAITS) + 1) is None


def test_chance_is_a_tenth_more_or_less():
    assert wait(2, random=lambda: 0) == 0.9 * 5 * MINUTE
    assert wait(2, random=lambda: 0.999) < 1.1 * 5 * MINUTE


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 5), (2, 5 * MINUTE), (3, 30 * MINUTE), (4, HOUR), (500, HOUR)]
)
def test_a_receiver_is_left_alone_but_never_longer_than_an_hour(failures, seconds):
    assert rest(failures, FAULT) == seconds


def test_a_receiver_may_ask_for_more():
    assert rest(1, FeedError("busy", retry_after=7200, status=429)) == 7200
