"""When each chore was last done."""

from contextlib import contextmanager

from zope.component import getGlobalSiteManager

from katrineholm.socialhub.refresh import chore_log
from katrineholm.socialhub.refresh.chores import Chore, do_due_chores
from katrineholm.socialhub.refresh.interfaces import IChore

NOW = 1_790_000_000
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@contextmanager
def registered(**chores):
    components = getGlobalSiteManager()
    for name, chore in chores.items():
        components.registerUtility(chore, IChore, name)
    yield
    for name, chore in chores.items():
        components.unregisterUtility(chore, IChore, name)


def counting(every):
    """A chore that counts its runs."""
    runs = []
    return runs, Chore(every, lambda worker: runs.append(worker.now() - NOW))


def test_a_restart_repeats_no_chore_that_is_done_seldom(worker, make_worker, clock):
    (daily, one), (often, other) = counting(DAY), counting(MINUTE)
    with registered(daily=one, often=other):
        do_due_chores(worker, {})
        clock.now = NOW + HOUR
        do_due_chores(worker, {})
        clock.now = NOW + DAY
        do_due_chores(worker, {})
    assert (daily, often) == ([0, DAY], [0, HOUR, DAY])
    assert chore_log.last_run(worker.site, "daily") == NOW + DAY
    assert chore_log.last_run(worker.site, "often") == 0


def test_a_clock_that_was_wrong_stops_no_chore(worker, clock):
    runs, chore = counting(DAY)
    worker.write(chore_log.record_run, worker.site, "daily", NOW + 900 * DAY)
    with registered(daily=chore):
        do_due_chores(worker, {})
    assert runs == [0]
