"""The worker that never ends: one is active for a site, another stands by."""

from transaction.interfaces import TransientError

from .. import logger
from ..channels.facts import every
from ..timeline.store import timeline_of
from .keep import trim
from .pictures import fetch_pictures
from .worker import LeaseLost, Worker

TICK = 5  # seconds between two looks at what is due
TIDY = 3600  # seconds between two looks at what a channel's limits let through


def work(worker: Worker, tick: float = TICK) -> None:
    """Work until the worker is told to stop; leaves the lease free."""
    while wait_for_turn(worker, tick):
        try:
            work_while_active(worker, tick)
        except LeaseLost:
            logger.warning("Another worker has taken over for %s", worker.site.getId())


def wait_for_turn(worker: Worker, tick: float) -> bool:
    """Stand by until the lease is free; False when told to stop first."""
    told = False
    while not worker.stop.is_set():
        if worker.take_lease():
            logger.info("Active for %s", worker.site.getId())
            return True
        if not told:
            logger.info("Another worker is active for %s: standing by", worker.site.getId())
            told = True
        worker.stop.wait(tick)
    return False


def work_while_active(worker: Worker, tick: float) -> None:
    """Round after round until told to stop; raises LeaseLost if another worker has taken over."""
    tidied = 0
    while not worker.stop.is_set():
        one_round(worker)
        if worker.now() - tidied >= TIDY:
            worker.write(tidy, worker.site, worker.now())
            tidied = worker.now()
        worker.stop.wait(tick)
    worker.give_back()


def one_round(worker: Worker) -> None:
    """What is due, then some of the pictures that are wanted, then a sign of life."""
    try:
        worker.round(told=log)
        fetch_pictures(worker)
        worker.beat()
    except TransientError as error:
        logger.warning("The database is busy or away, trying again: %s", error)


def tidy(site, now: int) -> None:
    """Let entries go out of sight that have become too old for their channel."""
    for facts in every(site):
        if facts.max_age:
            trim(timeline_of(site.unrestrictedTraverse(facts.hub_path)), facts, now)


def log(facts, result) -> None:
    """One plain line for each channel with news or a problem."""
    if result.status == "failed":
        logger.warning("%s: %s", facts.path, result.state.code)
    elif result.status == "ok":
        changes = result.changes
        logger.info(
            "%s: %d new, %d changed, %d withdrawn",
            facts.path,
            len(changes.new),
            len(changes.changed),
            len(changes.withdrawn),
        )
