"""The workers of several sites in one process: a second one of the same database, made by hand."""

import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from helpers.integration.refresh import DAY, NOW, alone, net_worker, net_workers, shown  # noqa: F401

from katrineholm.socialhub.refresh import site_workers
from katrineholm.socialhub.refresh.lease import LeaseLost
from katrineholm.socialhub.refresh.site_workers import SiteWorkers


class Broken:
    """A site whose data cannot be read."""

    def __init__(self, site):
        self._p_jar, self.getPhysicalPath = site._p_jar, lambda: ("", "broken")

    def getSiteManager(self):
        raise ZeroDivisionError("broken site")

    def getId(self):
        return "broken"


def test_one_sites_fault_never_holds_another_and_it_is_left_alone_for_a_while(
    make_worker, net, caplog, make_functional_channel
):
    channel = make_functional_channel("one")
    net.says(channel, "a")
    worker = make_worker("worker")
    workers, heard = alone(worker), []
    workers.find_sites = lambda: [Broken(worker.site), worker.site]
    assert workers.take_lease()
    assert workers.round(lambda facts, result: heard.append(facts.title))
    assert (heard, shown(channel)) == (["one"], ["A"])
    assert "An unforeseen error in the site /broken" in caplog.text
    assert [each.path for each in workers.each()] == ["/plone"]
    workers.do_other_work()


def test_a_site_that_is_gone_is_served_no_more_and_counts_no_more(make_worker):
    worker = make_worker("worker")
    workers = alone(worker)
    assert workers.take_lease()
    workers.round(lambda *_: None)
    assert list(worker.lease.rounds) == ["/plone"]
    workers.find_sites = list
    assert (workers.each(), worker.lease.rounds) == ([], {})
    assert not workers.take_lease()


def test_a_round_has_an_end_and_what_was_not_asked_is_due_in_the_next(
    make_worker, net, make_functional_channel, monkeypatch
):
    channels = [make_functional_channel(f"c{number}") for number in range(20)]
    worker, heard = make_worker("worker"), []

    def slow():
        time.sleep(0.05)

    for channel in channels:
        net.answers[channel.feed_url] = slow
    monkeypatch.setattr(site_workers, "ROUND_SECONDS", 0.04)
    workers = alone(worker)
    assert workers.take_lease()
    is_complete = workers.round(lambda facts, result: heard.append(facts.title))
    assert (is_complete, worker.seen) == (False, 0)
    assert len(worker.due()) == 20 - len(heard)


def test_each_site_has_its_turn_in_asking():
    one, other = object(), object()
    jobs = site_workers._in_turn({one: ["a", "b", "c"], other: ["x"]})
    assert jobs == [(one, "a"), (other, "x"), (one, "b"), (one, "c")]


def test_a_lost_lease_is_no_error_of_a_site(make_worker):
    workers = alone(make_worker("worker"))
    with pytest.raises(LeaseLost), workers.turn(next(iter(workers.each()))):
        raise LeaseLost


def test_other_work_is_done_first_for_those_who_have_waited_longest(make_worker, monkeypatch):
    served = []
    workers = alone(make_worker("worker"))
    paths = ("/a", "/b", "/c")

    @contextmanager
    def turn(worker):
        served.append(worker.path)
        yield

    monkeypatch.setattr(site_workers, "fetch_pictures", lambda worker: None)
    monkeypatch.setattr(site_workers, "do_due_chores", lambda worker, ran: None)
    each = [SimpleNamespace(path=path, beat=lambda: None, turn=None) for path in paths]
    monkeypatch.setattr(SiteWorkers, "each", lambda self: each)
    workers.turn = turn
    workers.do_other_work()
    each.reverse()
    monkeypatch.setattr(site_workers, "monotonic", iter([0, 1, 2, 70]).__next__)
    workers.do_other_work()
    assert served == ["/a", "/b", "/c", "/a"]
