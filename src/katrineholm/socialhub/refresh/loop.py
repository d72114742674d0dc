"""The worker that never ends: one is active for a site, another stands by."""

from contextlib import contextmanager

from transaction.interfaces import TransientError
from zope.globalrequest import getRequest

from .. import logger
from .chores import do_chores
from .lease import LeaseLost
from .pictures import fetch_pictures
from .worker import Worker

TICK = 5  # seconds between two looks at what is due
AWAY = ("OperationalError", "InterfaceError")


def work(worker: Worker, tick: float = TICK) -> None:
    """Work until the worker is told to stop; leaves the lease free."""
    while wait_for_turn(worker, tick):
        try:
            work_while_active(worker, tick)
        except LeaseLost:
            logger.warning("Another worker has taken over for %s", worker.site.getId())
            worker.forget()


def wait_for_turn(worker: Worker, tick: float) -> bool:
    """Stand by until the lease is free; False when told to stop first."""
    told = False
    while not worker.stop.is_set():
        with patience():
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
    ran = {}
    while not worker.stop.is_set():
        forget_settings()
        one_round(worker)
        with patience():
            do_chores(worker, ran)
        worker.stop.wait(tick)
    with patience():
        worker.give_back()


def forget_settings() -> None:
    """See settings that were changed: Plone remembers them as long as the request lasts."""
    if request := getRequest():
        request.other.pop("_plone_registry_cache", None)


def one_round(worker: Worker) -> None:
    """What is due, then some of the pictures that are wanted, then a sign of life."""
    with patience():
        worker.round(told=log)
        fetch_pictures(worker)
        worker.beat()


@contextmanager
def patience():
    """What the database cannot do now is left to the next time."""
    try:
        yield
    except Exception as error:
        if not is_passing(error):
            raise
        logger.warning("The database is busy or away, trying again: %s", error)


def is_passing(error: Exception) -> bool:
    """Whether the database is only busy or away for a while.

    RelStorage lets a driver's own errors through, which have these names in each of them (PEP 249).
    """
    names = {each.__name__ for each in type(error).__mro__}
    return isinstance(error, TransientError) or not names.isdisjoint(AWAY)


def log(facts, result) -> None:
    """One plain line for each channel with news or a problem."""
    if result.status == "failed":
        logger.warning("%s: %s", facts.path, result.state.code)
    elif result.status == "postponed":
        logger.warning("%s: put off, this machine is too busy", facts.path)
    elif result.status == "ok":
        changes = result.changes
        logger.info(
            "%s: %d new, %d changed, %d withdrawn",
            facts.path,
            len(changes.new),
            len(changes.changed),
            len(changes.withdrawn),
        )
