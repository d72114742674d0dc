"""What the worker knows of a channel."""

from types import SimpleNamespace

import pytest
import transaction

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.refresh.lease import Owner
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.pages.parser_calls import run_here

NOW = 1_790_000_000
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


class Net:
    """What sources say: a function or a value by address; ``asked`` are those that were asked."""

    def __init__(self, rss):
        self.rss = rss
        self.answers = {}
        self.asked = []

    def says(self, channel, *names, **changes):
        self.answers[channel.feed_url] = lambda: Reading(
            FeedState(etag=str(len(self.asked))), parse_feed(self.rss(*names, **changes))
        )

    def refuses(self, channel, code, **values):
        self.answers[channel.feed_url] = FeedError(code, **values)

    def retrieve(self, feed_url, known, now, *, run):
        self.asked.append((feed_url, known.etag))
        answer = self.answers[feed_url]
        if isinstance(answer, FeedError):
            raise answer
        return answer() if callable(answer) else answer

    def paths(self):
        """The hosts that were asked since the last time."""
        asked, self.asked = self.asked, []
        return sorted(url.split("/")[2].split(".")[0] for url, _etag in asked)


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def net(rss):
    return Net(rss)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make_worker(functional_portal, net, clock):
    """A worker of its own: as after a restart, or another process."""

    def make(name="", **how):
        owner = Owner(name, 1, name) if name else None
        how = {
            "retrieve": net.retrieve,
            "clock": clock,
            "parsers": SimpleNamespace(run=run_here),
        } | how
        return Worker(functional_portal, owner=owner, **how)

    return make


@pytest.fixture
def worker(make_worker):
    return make_worker("worker")


def test_validators_are_remembered_in_memory(worker, net, clock, make_functional_channel):
    channel = make_functional_channel("one", interval=5)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    for minute, answer in ((5, Reading(FeedState(etag="fresh"))), (10, None), (15, None)):
        clock.now = NOW + minute * MINUTE
        net.answers[channel.feed_url] = answer
        worker.round()
    assert [etag for _url, etag in net.asked] == ["", "1", "fresh", "fresh"]


def test_what_a_person_fetched_meanwhile_goes_before_memory(
    worker, net, clock, make_functional_channel
):
    channel = make_functional_channel("one", interval=5)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    clock.now = NOW + 5 * MINUTE
    net.answers[channel.feed_url] = Reading(FeedState(etag="memory"))
    worker.round()
    clock.now = NOW + 7 * MINUTE
    fetch_now(channel, retrieve=lambda *_: Reading(FeedState(etag="hand")), clock=clock)
    transaction.commit()
    net.paths()
    clock.now = NOW + 10 * MINUTE
    worker.round()
    assert net.paths() == []
    clock.now = NOW + 12 * MINUTE
    worker.round()
    assert net.asked == [(channel.feed_url, "hand")]
