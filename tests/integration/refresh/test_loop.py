"""The loop works until it is told to stop."""

from threading import Event
from types import SimpleNamespace

import pytest
from plone import api

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.lease import LeaseLost, Owner
from katrineholm.socialhub.refresh.loop import run_worker
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


@pytest.fixture
def database(functional_portal):
    """``database.writes(function)``: how many transactions a function writes."""
    storage = functional_portal._p_jar.db().storage

    def writes(function, *args):
        before = storage.lastTransaction()
        function(*args)
        return storage.lastTransaction() != before

    return SimpleNamespace(writes=writes)


def shown(channel):
    hub = api.portal.get().hub
    return [
        entry["title"]
        for entry in latest_entries(timeline_of(hub), [api.content.get_uuid(channel)])
    ]


def test_the_second_worker_stands_by_and_the_first_writes_nothing_once_it_has_lost(
    make_worker, net, clock, database, make_functional_channel
):
    channel = make_functional_channel("one")
    net.says(channel, "a")
    first, second = make_worker("first"), make_worker("second")
    assert first.take_lease()
    assert not database.writes(second.take_lease)
    assert not second.take_lease()
    clock.now = NOW + HOUR
    assert second.take_lease()
    for function in (first.round, first.release_lease, first.beat):
        clock.now += HOUR
        with pytest.raises(LeaseLost):
            function()
    assert shown(channel) == []
    second.round()
    assert shown(channel) == ["A"]


def test_the_loop_works_until_told_to_stop_and_frees_the_lease(
    make_worker, net, caplog, make_functional_channel
):
    caplog.set_level("INFO")
    channel = make_functional_channel("one", interval=5)
    worker = make_worker("worker", stop=Event())

    def stopping():
        worker.stop.set()

    net.says(channel, "a")
    other = make_functional_channel("other")
    net.answers[other.feed_url] = stopping
    run_worker(worker, tick=0.01)
    assert make_worker("next").take_lease()
    assert "Active for plone" in caplog.text


def test_the_loop_goes_back_to_standing_by_when_it_has_lost(
    make_worker, net, caplog, make_functional_channel
):
    caplog.set_level("INFO")
    channel = make_functional_channel("one")
    worker = make_worker("worker")

    def lose():
        with channel._p_jar.db().transaction() as connection:
            site = connection.root()["Application"].plone
            lease.take_lease(site, Owner("other", 1, "second"), NOW + DAY)
            worker.clock = lambda: NOW + DAY
        return Reading(FeedState())

    net.answers[channel.feed_url] = lose

    class StopsSoon(Event):
        waits = 0

        def wait(self, timeout=None):
            self.waits += 1
            if self.waits == 2:
                self.set()
            return super().wait(0)

    worker.stop = StopsSoon()
    run_worker(worker, tick=0.01)
    assert "Another worker has taken over for plone" in caplog.text
    assert "Another worker is active for plone: standing by" in caplog.text
    assert not make_worker("third", clock=worker.clock).take_lease()
