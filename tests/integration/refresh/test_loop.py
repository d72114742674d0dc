"""The loop works until it is told to stop."""

from threading import Event

import pytest
import transaction
from helpers.integration.refresh import (  # noqa: F401
    DAY,
    HOUR,
    NOW,
    alone,
    net_worker,
    net_workers,
    shown,
    taken_by_another,
)
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.refresh import loop
from katrineholm.socialhub.refresh.lease import KEY, LeaseLost
from katrineholm.socialhub.refresh.loop import run_workers


def test_the_second_worker_stands_by_and_the_first_writes_nothing_once_it_has_lost(
    make_worker, net, clock, database, make_functional_channel
):
    channel = make_functional_channel("one")
    net.says(channel, "a")
    first, second = make_worker("first"), make_worker("second")
    assert first.take_lease()
    assert not database.writes(second.take_lease)
    assert not second.take_lease()
    clock.now = NOW + HOUR + 1
    assert second.take_lease()
    for function in (first.round, first.release_lease, first.beat):
        clock.now += HOUR
        with pytest.raises(LeaseLost):
            function()
    assert shown(channel) == []
    second.round()
    assert shown(channel) == ["A"]


def test_a_worker_of_the_last_release_is_waited_for(functional_portal, make_worker, clock):
    old = PersistentMapping(token="old", host="here", pid=1, at=clock.now, done=NOW - 60)
    IAnnotations(functional_portal)[KEY] = old
    transaction.commit()
    worker = make_worker("worker")
    assert not worker.take_lease()
    old["token"] = None  # it has been stopped
    transaction.commit()
    assert worker.take_lease()
    assert worker.seen == NOW - 60
    assert old["token"] is not None


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
    run_workers(alone(worker), tick=0.01)
    assert make_worker("next").take_lease()
    assert "Active for plone" in caplog.text


def test_a_process_without_a_site_says_so_and_waits(make_worker, caplog):
    caplog.set_level("INFO")
    worker = make_worker("worker")
    workers = alone(worker)
    workers.find_sites = list
    worker.stop.wait = lambda tick: worker.stop.set()
    run_workers(workers, tick=0.01)
    assert [each.getMessage() for each in caplog.records] == [loop.NO_SITE]


def test_the_loop_goes_back_to_standing_by_when_it_has_lost(
    make_worker, net, caplog, make_functional_channel
):
    caplog.set_level("INFO")
    channel = make_functional_channel("one")
    worker = make_worker("worker")

    def lose():
        with channel._p_jar.db().transaction() as connection:
            site = connection.root()["Application"].plone
            taken_by_another(site)
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
    run_workers(alone(worker), tick=0.01)
    assert "The lease is lost" in caplog.text
    assert "Another worker is active for this database: standing by" in caplog.text
    assert not make_worker("third", clock=worker.clock).take_lease()
