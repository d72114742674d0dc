"""The worker's command, told to stop, and killed."""

import random
import signal
import time

import pytest
from commands import ALL, counted, serving, wait_until

KILLS = 6


@pytest.fixture
def instance(template, forks, tmp_path, database_server):
    """A site on a database that sites run on."""
    with serving(template, forks, tmp_path / "instance", database_server) as instance:
        yield instance


def test_told_to_stop_the_loop_ends_in_good_order_and_frees_the_lease(instance):
    process = instance.start("--loop")
    process.says("Active for plone")
    assert instance.run("--due")[1].endswith("Another worker is active: nothing to do\n")
    begun = time.monotonic()
    assert process.kill(signal.SIGTERM) == 0
    assert time.monotonic() - begun < 10
    assert instance.lease()["token"] is None


def test_a_second_worker_stands_by_and_takes_over_from_one_that_is_killed(instance):
    first = instance.start("--loop")
    first.says("Active for plone")
    second = instance.start("--loop")
    second.says("standing by")
    assert first.kill(signal.SIGKILL) == -signal.SIGKILL
    second.says("Active for plone", seconds=8)
    assert second.kill(signal.SIGTERM) == 0


@pytest.fixture(scope="module")
def undisturbed(template, forks, tmp_path_factory):
    """What is stored by a worker that nobody kills."""
    with serving(template, forks, tmp_path_factory.mktemp("undisturbed") / "instance") as instance:
        instance.run("--all")
        return instance.stored()


@pytest.mark.long
def test_killed_at_any_moment_it_loses_and_doubles_nothing(undisturbed, instance, sources):
    for _number in range(KILLS):
        process, latest = instance.start("--loop"), time.monotonic() + 5
        wanted = len(sources.requests) + random.randint(1, 6)
        while len(sources.requests) < wanted and time.monotonic() < latest:
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.1))
        process.kill(signal.SIGKILL)
    while "Nothing is due" not in instance.run("--due")[1]:
        pass
    stored = instance.stored()
    assert counted(stored) == ALL
    assert stored == undisturbed


def test_a_restart_of_the_database_ends_no_worker_and_loses_nothing(instance, sources):
    begun = len(sources.requests)
    workers = [instance.start("--loop") for _number in range(2)]
    wait_until(lambda: len(sources.requests) > begun + 3, seconds=60)
    instance.server.restart(away=1)
    while "Nothing is due" not in instance.run("--due")[1]:
        time.sleep(0.5)
    assert [worker.kill(signal.SIGTERM) for worker in workers] == [0, 0]
    assert counted(instance.stored()) == ALL
