"""The worker that never ends: one is active for a site, another stands by."""

from threading import Event

from .. import logger
from ..channels.facts import every
from ..timeline.store import timeline_of
from . import lease
from .keep import trim
from .pictures import fetch_pictures
from .worker import LeaseLost, Worker

TICK = 5  # seconds between two looks at what is due
TIDY = 3600  # seconds between two looks at what a channel's limits let through


def work(site, stop: Event, *, tick: float = TICK) -> None:
    """Work for a site until ``stop`` is set; leaves the lease free."""
    worker = Worker(site, owner=lease.myself(), stop=stop)
    try:
        while wait_for_turn(worker, tick):
            work_while_active(worker, tick)
    finally:
        worker.parsers.close()


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
    """Round after round until told to stop or another worker has taken over."""
    tidied = 0
    try:
        while not worker.stop.is_set():
            one_round(worker)
            if worker.now() - tidied >= TIDY:
                worker.write(tidy, worker.site, worker.now())
                tidied = worker.now()
            worker.stop.wait(tick)
        worker.give_back()
    except LeaseLost:
        logger.warning("Another worker has taken over for %s", worker.site.getId())


def one_round(worker: Worker) -> None:
    """What is due, then some of the pictures that are wanted, then a sign of life."""
    if due := worker.due():
        worker.refresh(due, told=log)
    fetch_pictures(worker)
    worker.beat()


def tidy(site, now: int) -> None:
    """Let entries go out of sight that have become too old for their channel."""
    for facts in every(site):
        if facts.max_age or facts.max_entries:
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
