"""How long a source is left alone because its hub tells of news."""

import pytest

from katrineholm.socialhub.core.timeline.documents import Changes
from katrineholm.socialhub.refresh.state import State
from katrineholm.socialhub.refresh.subscriptions import Subscription, push_interval

INTERVAL, NOW = 1800, 1_790_000_000
SLOW = 4 * INTERVAL
NEWS, NOTHING = Changes(new=["a"]), Changes()


def kept(pushed=0, until=NOW + 1):
    return Subscription("https://x.se/rss", "https://hub.se/", "t", until=until, pushed=pushed)


@pytest.mark.parametrize(
    ("subscription", "wait", "changes", "seconds"),
    [
        (None, SLOW, NOTHING, 0),
        (kept(), None, NOTHING, 0),
        (kept(), None, NEWS, 0),
        (kept(pushed=NOW - 60), None, NEWS, SLOW),
        (kept(pushed=NOW - 60), None, NOTHING, SLOW),
        (kept(pushed=NOW - 60, until=NOW), None, NEWS, 0),
        (kept(pushed=NOW - 9000), SLOW, NOTHING, SLOW),
        (kept(pushed=NOW - 9000), SLOW, NEWS, 0),
    ],
)
def test_a_hub_earns_it_with_a_push_and_loses_it_with_news_that_it_has_not_told_of(
    subscription, wait, changes, seconds
):
    state = State("https://x.se/rss", checked=NOW - 3600, wait=wait)
    assert push_interval(subscription, state, changes, INTERVAL, NOW) == seconds


def test_a_push_before_the_first_retrieval_counts():
    assert push_interval(kept(pushed=5), State("https://x.se/rss"), NEWS, INTERVAL, NOW) == SLOW
