"""The endless loop of a worker. One worker is active for a site, and the others wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from transaction.interfaces import TransientError
from zope.globalrequest import getRequest

from .. import logger
from ..accounts.channels.facts import ChannelFacts
from .answer_storage import Result
from .chores import do_due_chores
from .lease import LeaseLost
from .pictures import fetch_pictures
from .plan_channel import PlanChannel
from .worker import Worker

TICK = 5  # seconds between two checks for due work
TRANSIENT_ERRORS = ("OperationalError", "InterfaceError")


def run_worker(worker: Worker, tick: float = TICK) -> None:
    """Run the worker whenever it has the lease, until it is stopped."""
    while wait_for_turn(worker, tick):
        try:
            run_active_worker(worker, tick)
        except LeaseLost:
            logger.warning("Another worker has taken over for %s", worker.site.getId())
            worker.forget()


def wait_for_turn(worker: Worker, tick: float) -> bool:
    """Wait until the worker gets the lease. Return False if it is stopped first."""
    is_logged = False
    while not worker.stop.is_set():
        with tolerate_database_errors():
            if worker.take_lease():
                logger.info("Active for %s", worker.site.getId())
                return True
            if not is_logged:
                logger.info("Another worker is active for %s: standing by", worker.site.getId())
                is_logged = True
        worker.stop.wait(tick)
    return False


def run_active_worker(worker: Worker, tick: float) -> None:
    """Run rounds and chores until the worker is stopped, then release the lease.

    Raise LeaseLost if another worker takes over.
    """
    ran: dict[str, int] = {}
    while not worker.stop.is_set():
        clear_registry_cache()
        run_round(worker)
        with tolerate_database_errors():
            do_due_chores(worker, ran)
        worker.stop.wait(tick)
    with tolerate_database_errors():
        worker.release_lease()


def clear_registry_cache() -> None:
    """Clear the cache of the registry, which Plone clears only at the end of a request."""
    if request := getRequest():
        request.other.pop("_plone_registry_cache", None)


def run_round(worker: Worker) -> None:
    """Retrieve the due channels, then some of the wanted pictures, then send a heartbeat."""
    with tolerate_database_errors():
        worker.round(report=log_result)
        fetch_pictures(worker)
        worker.beat()


@contextmanager
def tolerate_database_errors() -> Iterator[None]:
    """Log and suppress an error of a database that is busy or unreachable."""
    try:
        yield
    except Exception as error:
        if not is_transient_error(error):
            raise
        logger.warning("The database is busy or away, trying again: %s", error)


def is_transient_error(error: Exception) -> bool:
    """Return True for an error of a database that is only busy or unreachable for a while.

    RelStorage raises its driver's own exceptions, which have the names in AWAY (PEP 249).
    """
    names = {each.__name__ for each in type(error).__mro__}
    return isinstance(error, TransientError) or not names.isdisjoint(TRANSIENT_ERRORS)


def log_result(facts: ChannelFacts | PlanChannel, result: Result) -> None:
    """Log a line if the result of a channel's retrieval is news or a problem."""
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
