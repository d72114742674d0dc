import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.lease import Lease, LeaseLost

NOW = 1_790_000_000
TWO_MINUTES, DEAD, HOUR = 120, 251, 3600
ELSEWHERE = "another machine"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    """What a worker's own machine counts, whatever the time is."""
    return Clock()


@pytest.fixture
def root(portal):
    return portal._p_jar.root()


@pytest.fixture
def made(portal, clock):
    """A function that makes the lease of a worker on a machine."""

    def make(machine, pid=1, **how):
        return Lease(portal._p_jar.db(), machine=machine, pid=pid, timer=clock, **how)

    return make


@pytest.fixture
def first(made, root):
    """The lease of the active worker."""
    first = made("first")
    assert taken(first, root)
    return first


def taken(lease, root, now=NOW):
    """Take the lease and write it down, as a transaction of its own would."""
    success = lease.take(root, now)
    root._p_jar.savepoint()
    return success


def has(lease, root):
    try:
        lease.require(root)
    except LeaseLost:
        return False
    return True


def test_the_first_takes_the_lease_and_the_second_stands_by(root, first, made):
    second = made(ELSEWHERE)
    assert not taken(second, root)
    assert (has(first, root), has(second, root)) == (True, False)


def test_nobody_has_a_lease_that_nobody_took(root, made):
    assert not has(made(ELSEWHERE), root)


def test_the_holder_takes_it_again(root, first):
    assert taken(first, root, NOW + 1)


def test_reading_and_standing_by_write_nothing(root, portal, first, made):
    second = made(ELSEWHERE)
    assert lease.last_finished_round(portal) == 0
    assert not second.take(root, NOW)
    assert not has(second, root)
    assert list(root._p_jar._registered_objects) == []


@pytest.mark.parametrize("wrong", [0, 1000, -1000])
def test_another_machine_takes_over_when_no_heartbeat_comes_whatever_its_clock(
    root, first, made, clock, wrong
):
    second = made(ELSEWHERE)
    assert not taken(second, root, NOW + wrong)
    clock.now += DEAD - 2
    assert not taken(second, root, NOW + wrong)
    clock.now += 2
    assert taken(second, root, NOW + wrong)
    assert not has(first, root)


def test_a_heartbeat_is_seen_by_whoever_stands_by(root, first, made, clock):
    second = made(ELSEWHERE)
    for beat in range(5):
        assert not taken(second, root)
        clock.now += DEAD - 1
        first.write_heartbeat(root, NOW + beat)
    assert not taken(second, root)


def test_a_command_that_does_not_stay_takes_over_after_an_hour(root, first, made):
    assert not taken(made(ELSEWHERE, stays=False), root, NOW + HOUR)
    assert not taken(made(ELSEWHERE), root, NOW + HOUR + 1)  # whose clock may be wrong
    assert taken(made(ELSEWHERE, stays=False), root, NOW + HOUR + 1)


def test_a_worker_that_has_long_been_silent_is_away(portal, root, first):
    assert lease.worker_sign(portal, NOW + 900) == (NOW, NOW)
    assert lease.worker_sign(portal, NOW + 901) == (None, NOW)


def test_the_same_machine_takes_over_from_an_ended_process_at_once(root, made):
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert taken(made(lease.machine(), process.pid), root)
    assert taken(made(lease.machine(), os.getpid()), root)


def test_a_living_process_of_the_same_machine_is_left_alone(root, made):
    taken(made(lease.machine(), os.getppid()), root)
    assert not taken(made(lease.machine(), os.getpid()), root)


def test_a_process_with_ones_own_number_has_ended(root, made):
    taken(made(lease.machine(), os.getpid()), root)
    assert taken(made(lease.machine(), os.getpid()), root)


def test_in_two_containers_of_one_name_the_number_of_a_process_says_nothing(root, made):
    taken(made("boot pid:[1]", 1), root)
    assert not taken(made("boot pid:[2]", 1), root)


def test_a_restored_copy_is_free_at_once_and_a_living_worker_beats_at_once(
    root, first, made, monkeypatch
):
    started = iter(["Monday", "Tuesday"])
    status = {"start": next(started)}
    storage = SimpleNamespace(server_status=lambda: status)
    for each in (first, second := made(ELSEWHERE)):
        each.database = SimpleNamespace(storage=storage)
    first.write_heartbeat(root, NOW)
    assert not taken(second, root)
    assert not first.is_heartbeat_due(root, NOW)
    status["start"] = next(started)
    assert first.is_heartbeat_due(root, NOW)
    assert taken(second, root)


def test_a_heartbeat_is_due_every_two_minutes_and_says_how_far_all_sites_have_come(
    root, portal, first
):
    assert not first.is_heartbeat_due(root, NOW + TWO_MINUTES - 1)
    assert first.is_heartbeat_due(root, NOW + TWO_MINUTES)
    first.rounds |= {"/plone": NOW + 90, "/other": NOW + 100}
    first.write_heartbeat(root, NOW + TWO_MINUTES)
    assert not first.is_heartbeat_due(root, NOW + TWO_MINUTES)
    assert lease.last_finished_round(portal) == NOW + 90
    assert lease.worker_sign(portal, NOW + TWO_MINUTES).seen == NOW + TWO_MINUTES


def test_what_is_given_back_is_free_at_once_and_what_was_finished_is_passed_on(
    root, portal, first, made
):
    first.rounds["/plone"] = NOW + 5
    assert lease.worker_sign(portal, NOW) == (NOW, NOW)
    first.release(root, NOW + 6)
    assert not has(first, root)
    assert lease.worker_sign(portal, NOW + 6) == (None, NOW + 6)
    assert taken(made(ELSEWHERE), root, NOW + 6)
    assert lease.last_finished_round(portal) == NOW + 5


# What a worker of 1.0.0a2 has stored for its site, and how it reads that: see there.
OLD = {"token": "old", "host": socket.gethostname(), "pid": 1, "at": NOW, "done": NOW - 60}


@pytest.fixture
def old(portal):
    old = IAnnotations(portal)[lease.KEY] = PersistentMapping(OLD)
    portal._p_jar.savepoint()
    return old


def is_taken_by_the_old(record, now):
    is_dead = abs(now - record["at"]) > 900 or record["host"] == socket.gethostname()
    return record["token"] in (None, "its own") or is_dead


def test_a_worker_stands_by_while_one_of_the_last_release_is_alive(portal, old):
    assert not lease.retire_site_lease(portal, NOW + 900)
    assert dict(old) == OLD
    assert lease.worker_sign(portal, NOW) == (NOW, NOW)
    assert lease.last_finished_round(portal) == NOW - 60


@pytest.mark.parametrize("ended", ["stopped", "silent", "forgotten"])
def test_afterwards_none_of_the_last_release_is_active_again(portal, root, old, made, ended):
    if ended == "stopped":
        old["token"] = None
    now = {"stopped": NOW, "silent": NOW + 901, "forgotten": None}[ended]
    for _time in range(2):
        assert lease.retire_site_lease(portal, now)
        assert IAnnotations(portal)[lease.KEY] is old  # it has promised not to have changed
        assert not any(is_taken_by_the_old(old, at) for at in (0, NOW, NOW + 10**6))
        assert not old["token"]  # its pages ask no further
        assert (old["done"], lease.last_finished_round(portal)) == (NOW - 60, NOW - 60)
    assert lease.worker_sign(portal, NOW) == (None, 0)
    assert taken(made("first"), root)
    assert lease.last_finished_round(portal) == NOW - 60


def test_none_of_the_last_release_begins_on_a_site_without_a_worker_so_far(portal):
    assert lease.retire_site_lease(portal, NOW)
    assert not is_taken_by_the_old(IAnnotations(portal)[lease.KEY], NOW)


def test_each_site_goes_on_where_its_own_old_worker_was(portal, root, old):
    root[lease.KEY] = PersistentMapping(lease.FREE_LEASE, rounds={"/other": NOW - 90})
    assert lease.last_finished_round(portal) == NOW - 60
    lease.retire_site_lease(portal)
    assert root[lease.KEY]["rounds"] == {"/other": NOW - 90, "/plone": NOW - 60}
    assert lease.last_finished_round(portal) == NOW - 60
