"""The worker's endless loop: one worker is active for a site, another waits."""

from collections.abc import Iterator
from contextlib import contextmanager

from transaction.interfaces import TransientError
from zope.globalrequest import getRequest

from .. import logger
from ..accounts.channels.facts import ChannelFacts
from .chores import do_chores
from .keep import Result
from .lease import LeaseLost
from .pictures import fetch_pictures
from .planned import Planned
from .worker import Worker

TICK = 5  # seconds between two checks for due work
AWAY = ("OperationalError", "InterfaceError")


def work(worker: Worker, tick: float = TICK) -> None:
    """Work until the worker is stopped, then release the lease."""
    while wait_for_turn(worker, tick):
        try:
            work_while_active(worker, tick)
        except LeaseLost:
            logger.warning("Another worker has taken over for %s", worker.site.getId())
            worker.forget()


def wait_for_turn(worker: Worker, tick: float) -> bool:
    """Wait until the lease is free; return False if the worker is stopped first."""
    is_logged = False
    while not worker.stop.is_set():
        with patience():
            if worker.take_lease():
                logger.info("Active for %s", worker.site.getId())
                return True
            if not is_logged:
                logger.info("Another worker is active for %s: standing by", worker.site.getId())
                is_logged = True
        worker.stop.wait(tick)
    return False


def work_while_active(worker: Worker, tick: float) -> None:
    """Run rounds and chores until the worker is stopped. Raises LeaseLost."""
    ran: dict[str, int] = {}
    while not worker.stop.is_set():
        forget_settings()
        one_round(worker)
        with patience():
            do_chores(worker, ran)
        worker.stop.wait(tick)
    with patience():
        worker.release_lease()


def forget_settings() -> None:
    """Clear the registry cache, which Plone clears only at the end of a request."""
    if request := getRequest():
        request.other.pop("_plone_registry_cache", None)


def one_round(worker: Worker) -> None:
    """Retrieve the due channels, then some of the wanted pictures, then send a heartbeat."""
    with patience():
        worker.round(report=log)
        fetch_pictures(worker)
        worker.beat()


@contextmanager
def patience() -> Iterator[None]:
    """Log an error of a database that is busy or unreachable, and go on."""
    try:
        yield
    except Exception as error:
        if not is_passing(error):
            raise
        logger.warning("The database is busy or away, trying again: %s", error)


def is_passing(error: Exception) -> bool:
    """Return True if the database is only busy or unreachable for a while.

    RelStorage raises its driver's own errors, with the names in AWAY (PEP 249).
    """
    names = {each.__name__ for each in type(error).__mro__}
    return isinstance(error, TransientError) or not names.isdisjoint(AWAY)


def log(facts: ChannelFacts | Planned, result: Result) -> None:
    """Log one line for each channel with news or a problem."""
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
