"""The endless loop of the worker: one process works for a database, another waits."""

from .. import logger
from ..accounts.channels.facts import ChannelFacts
from .answer_storage import Result
from .chores import end_chores
from .database_errors import tolerate_database_errors
from .lease import LeaseLost
from .plan_channel import PlanChannel
from .site_workers import SiteWorkers

TICK = 5  # seconds between two checks for due work
STANDING_BY = "Another worker is active for this database: standing by"
NO_SITE = "There is no site yet that can be served: waiting for one"


def run_workers(workers: SiteWorkers, tick: float = TICK) -> None:
    """Work whenever the lease is this process's, until it is stopped."""
    try:
        while wait_for_turn(workers, tick):
            _work_until_lost(workers, tick)
    finally:
        end_chores()


def _work_until_lost(workers, tick):
    try:
        run_active_workers(workers, tick)
    except LeaseLost:
        logger.warning("The lease is lost: another worker takes over, or the database was away")
        workers.forget()


def wait_for_turn(workers: SiteWorkers, tick: float) -> bool:
    """Wait until this process gets the lease. Return False if it is stopped first."""
    is_logged = False
    while not workers.stop.is_set():
        with tolerate_database_errors():
            if workers.take_lease():
                logger.info(
                    "Active for %s", ", ".join(each.site.getId() for each in workers.each())
                )
                return True
            if not is_logged:
                logger.info(STANDING_BY if workers.each() else NO_SITE)
                is_logged = True
        workers.stop.wait(tick)
    return False


def run_active_workers(workers: SiteWorkers, tick: float) -> None:
    """Run rounds and other work until the process is stopped, then release the lease.

    Raise LeaseLost if another worker takes over.
    """
    while not workers.stop.is_set():
        is_complete = True
        with tolerate_database_errors():
            is_complete = workers.round(log_result)
            workers.do_other_work()
        if is_complete:
            workers.stop.wait(tick)
    with tolerate_database_errors():
        workers.release_lease()


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
