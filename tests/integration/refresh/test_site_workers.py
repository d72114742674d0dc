"""The workers of several sites in one process."""

import time
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from math import inf
from types import SimpleNamespace

import pytest
import transaction
from helpers.integration.refresh import (
    DAY,
    NOW,
    alone,
    make_neighbour,
    net_worker,  # noqa: F401
    net_workers,  # noqa: F401
    shown,
)
from persistent.mapping import PersistentMapping
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.console.site import sites_with_hubs
from katrineholm.socialhub.refresh import lease, site_workers, state_storage
from katrineholm.socialhub.refresh.chores import Chore
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
    served = {path: each.is_served for path, each in workers.workers.items()}
    assert served == {"/plone": True, "/broken": False}
    workers.do_other_work()


def test_a_site_that_is_gone_is_served_no_more_and_counts_no_more(make_worker):
    worker = make_worker("worker")
    workers = alone(worker)
    assert workers.take_lease()
    workers.round(lambda *_: None)
    assert list(worker.lease.rounds) == ["/plone"]
    workers.find_sites = list
    assert (workers.each(), worker.lease.rounds, worker.is_served) == ([], {}, False)
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
    workers.find_sites = lambda: [worker.site, Broken(worker.site)]
    assert workers.take_lease()
    is_complete = workers.round(lambda facts, result: heard.append(facts.title))
    assert (is_complete, worker.seen) == (False, 0)
    assert len(worker.due()) == 20 - len(heard)


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

    monkeypatch.setattr(site_workers, "fetch_pictures", lambda worker, until: None)
    monkeypatch.setattr(site_workers, "do_due_chores", lambda worker, ran, until: None)
    each = [SimpleNamespace(path=path, beat=lambda: None, turn=None) for path in paths]
    monkeypatch.setattr(SiteWorkers, "each", lambda self: each)
    workers.workers = dict(zip(paths, each, strict=True))
    workers.turn = turn
    workers.do_other_work()
    each.reverse()
    monkeypatch.setattr(site_workers, "monotonic", iter([0, 1, 2, 70]).__next__)
    workers.do_other_work()
    assert served == ["/a", "/b", "/c", "/a"]


HOST = "https://shared.example.se"


@pytest.fixture
def two_sites(functional_portal, make_functional_channel, net, make_worker, monkeypatch):
    """Two sites of one database with two channels each, all of one host, and their workers."""
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "0.05")
    home = [make_functional_channel(f"c{n}", feed_url=f"{HOST}/home/{n}") for n in range(2)]
    other = make_neighbour(functional_portal, f"{HOST}/flen/0", f"{HOST}/flen/1")
    for channel in (*home, *other["hub"]["kultur"].objectValues()):
        net.says(channel, "a")
    worker = make_worker("worker")
    workers = alone(worker)
    workers.find_sites = partial(sites_with_hubs, functional_portal.getPhysicalRoot())
    for each in workers.each():
        each.clock, each.retrieve = worker.clock, net.retrieve
    assert workers.take_lease()
    return SimpleNamespace(workers=workers, home=home, other=other, net=net)


@pytest.fixture
def net_later(clock):
    """A function that lets some seconds pass."""

    def later(seconds):
        clock.now += seconds

    return later


def done(sites):
    """A round and the other work: the paths of the channels that were answered."""
    heard = []
    sites.workers.round(lambda facts, result: heard.append(facts.path))
    sites.workers.do_other_work()
    return sorted(heard)


def test_the_lease_waits_until_no_site_has_a_worker_of_the_last_release(two_sites):
    workers, root = two_sites.workers, two_sites.other._p_jar.root()
    workers.release_lease()
    old = {"token": "old", "host": "h", "pid": 1, "at": NOW, "done": NOW - 60}
    annotations = IAnnotations(two_sites.other)
    annotations[lease.KEY] = PersistentMapping(old)
    transaction.commit()
    assert not workers.take_lease()
    assert root[lease.KEY]["token"] is None
    annotations[lease.KEY]["token"] = None
    transaction.commit()
    assert workers.take_lease()


def test_a_site_that_breaks_holds_back_no_other_sites_time(two_sites, net_later):
    workers, (home, other) = two_sites.workers, two_sites.workers.workers.values()
    done(two_sites)
    workers._skipped_until[other.path] = inf
    net_later(DAY)
    done(two_sites)
    home.write(home.lease.write_heartbeat, home.root, home.now())
    assert lease.last_finished_round(home.site) == NOW + DAY
    assert lease.last_finished_round(other.site) == NOW


def test_a_host_is_asked_once_at_a_time_by_all_sites_and_each_site_has_its_turn(two_sites):
    spans, retrieve = [], two_sites.net.retrieve

    def slow(feed_url, *given, **how):
        begun = time.monotonic()
        time.sleep(0.02)
        spans.append((begun, time.monotonic(), feed_url.split("/")[3]))
        return retrieve(feed_url, *given, **how)

    for worker in two_sites.workers.each():
        worker.retrieve = slow
    assert len(done(two_sites)) == 4
    assert [who for *_span, who in spans] in (["home", "flen"] * 2, ["flen", "home"] * 2)
    pauses = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    assert min(pauses) >= 0.05
    assert [shown(channel) for channel in two_sites.home] == [["A"], ["A"]]


def break_states(site):
    IAnnotations(site["hub"])[state_storage.KEY] = PersistentMapping()


def break_registry(site):
    site.getSiteManager().unregisterUtility(provided=IRegistry)


def break_catalogue(site):
    site.portal_catalog._catalog = None


def break_hub(site):
    site._delOb("hub")  # and the catalogue has not heard of it


def uninstall_half_way(site):
    site._delOb("portal_setup")
    site._delOb("portal_workflow")


@pytest.mark.parametrize(
    "break_site", [break_states, break_registry, break_catalogue, break_hub, uninstall_half_way]
)
def test_whatever_is_broken_in_one_site_the_other_is_served(two_sites, break_site, caplog):
    break_site(two_sites.other)
    transaction.commit()
    heard = done(two_sites)
    assert [path for path in heard if path.startswith("/plone/")] == [
        "/plone/hub/kultur/c0",
        "/plone/hub/kultur/c1",
    ]
    assert [shown(channel) for channel in two_sites.home] == [["A"], ["A"]]
    # Without Plone's tools for set-up and workflow the site can even be served.
    assert ("/flen" in caplog.text) == (break_site is not uninstall_half_way)
    done(two_sites)
    assert "/plone" in [each.path for each in two_sites.workers.each()]


def test_a_site_that_is_deleted_during_a_round_holds_up_no_other(two_sites):
    database, answers = two_sites.other._p_jar.db(), two_sites.net.answers

    def delete():
        manager = transaction.TransactionManager()
        connection = database.open(manager)
        connection.root()["Application"]._delOb("flen")
        manager.commit()
        connection.close()
        return None

    answers[f"{HOST}/flen/0"] = delete
    done(two_sites)
    assert [shown(channel) for channel in two_sites.home] == [["A"], ["A"]]
    assert [each.path for each in two_sites.workers.each()] == ["/plone"]


def test_a_chore_is_interrupted_only_where_other_sites_wait(two_sites):
    workers = two_sites.workers
    assert {each.chore_seconds for each in workers.each()} == {site_workers.CHORE_SECONDS}
    sites = workers.find_sites()
    workers.find_sites = lambda: sites[:1]
    assert [each.chore_seconds for each in workers.each()] == [inf]


def test_the_chores_of_a_slow_site_wait_for_those_of_the_others(two_sites, monkeypatch):
    runs = []

    def work(worker, name):
        runs.append((worker.path, name))
        time.sleep(0.1 if worker.path == "/flen" else 0)

    chores = [(name, Chore(60, lambda worker, name=name: work(worker, name))) for name in "abc"]
    monkeypatch.setattr(site_workers, "ROUND_SECONDS", 0.05)
    monkeypatch.setattr("katrineholm.socialhub.refresh.chores.getUtilitiesFor", lambda _: chores)
    for _ in range(4):
        two_sites.workers.do_other_work()
    assert [name for path, name in runs if path == "/plone"] == ["a", "b", "c"]
    assert [name for path, name in runs if path == "/flen"] == ["a", "b", "c"]
    assert runs.index(("/plone", "c")) < runs.index(("/flen", "b"))
