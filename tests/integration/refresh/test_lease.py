import os
import subprocess
import sys

import pytest
from helpers.integration.refresh import NOW

from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.lease import Owner

TEN_MINUTES, STALE = 600, 901
HERE = lease.new_owner()
OTHER = Owner("another.example.se", 4711, "other")


@pytest.fixture(scope="module")
def ended():
    """A process of this host that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return Owner(HERE.host, process.pid, "ended")


def take(site, owner, now):
    """Take the lease and write it down, as a transaction of its own would."""
    taken = lease.take_lease(site, owner, now)
    site._p_jar.savepoint()
    return taken


def test_a_worker_is_known_by_host_process_and_a_token_of_its_own():
    assert (HERE.host, HERE.pid) == (os.uname().nodename, os.getpid())
    assert lease.new_owner().token != HERE.token


def test_the_first_takes_the_lease_and_the_second_stands_by(portal):
    assert not lease.has_lease(portal, OTHER)
    assert take(portal, OTHER, NOW)
    assert lease.has_lease(portal, OTHER)
    assert not take(portal, HERE, NOW + TEN_MINUTES)
    assert not lease.has_lease(portal, HERE)


def test_the_holder_takes_it_again(portal):
    take(portal, OTHER, NOW)
    assert take(portal, OTHER, NOW + 1)


def test_reading_and_standing_by_write_nothing(portal):
    portal._p_jar.savepoint()
    assert lease.last_finished_round(portal) == 0
    assert lease.is_heartbeat_due(portal, NOW)
    assert not lease.has_lease(portal, HERE)
    assert list(portal._p_jar._registered_objects) == []
    take(portal, OTHER, NOW)
    assert not lease.take_lease(portal, HERE, NOW)
    assert list(portal._p_jar._registered_objects) == []


@pytest.mark.parametrize(
    ("later", "taken"), [(TEN_MINUTES, False), (STALE - 1, False), (STALE, True), (-STALE, True)]
)
def test_another_host_takes_over_when_the_heartbeat_is_stale(portal, later, taken):
    take(portal, OTHER, NOW)
    assert take(portal, HERE, NOW + later) is taken
    assert lease.has_lease(portal, OTHER) is not taken


def test_the_same_host_takes_over_from_an_ended_process_at_once(portal, ended):
    take(portal, ended, NOW)
    assert take(portal, HERE, NOW)


def test_a_living_process_of_the_same_host_is_left_alone(portal):
    take(portal, Owner(HERE.host, os.getppid(), "parent"), NOW)
    assert not take(portal, HERE, NOW)


def test_a_process_with_ones_own_number_has_ended(portal):
    take(portal, Owner(HERE.host, HERE.pid, "before the container was started again"), NOW)
    assert take(portal, HERE, NOW)


def test_the_number_of_a_process_says_nothing_on_another_host(portal, ended):
    take(portal, Owner("another.example.se", ended.pid, "other"), NOW)
    assert not take(portal, HERE, NOW)


def test_a_heartbeat_is_due_every_ten_minutes_and_says_how_far_the_rounds_have_come(portal):
    take(portal, OTHER, NOW)
    assert not lease.is_heartbeat_due(portal, NOW + TEN_MINUTES - 1)
    assert lease.is_heartbeat_due(portal, NOW + TEN_MINUTES)
    lease.write_heartbeat(portal, NOW + TEN_MINUTES, NOW + 590)
    assert not lease.is_heartbeat_due(portal, NOW + TEN_MINUTES)
    assert lease.last_finished_round(portal) == NOW + 590
    assert not take(portal, HERE, NOW + STALE)


def test_what_is_given_back_is_free_at_once_and_what_was_seen_is_passed_on(portal):
    take(portal, OTHER, NOW)
    lease.release_lease(portal, NOW + 5)
    assert not lease.has_lease(portal, OTHER)
    assert take(portal, HERE, NOW + 6)
    assert lease.last_finished_round(portal) == NOW + 5
