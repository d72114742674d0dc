"""What else the worker does now and then."""

from collections.abc import Callable
from dataclasses import dataclass

import transaction
from transaction.interfaces import TransientError
from zope.component import getUtilitiesFor
from zope.interface import implementer

from .. import HOUR, MINUTE, logger
from ..accounts.channels.numbered import each as every_channel
from ..core.timeline.store import timeline_of
from ..site.mail import outbox
from ..site.mail.delivery import deliver
from . import diary
from .interfaces import IChore
from .keep import trim
from .worker import LeaseLost, Worker

MAIL_SECONDS = 60  # channels wait no longer than that for a slow mail server


@implementer(IChore)
@dataclass(frozen=True)
class Chore:
    """A chore that is a function of the worker, ``every`` so many seconds."""

    every: int
    do: Callable

    def __call__(self, worker):
        self.do(worker)


def do_chores(worker: Worker, ran: dict[str, int]) -> None:
    """Do what is due; ``ran`` is what this worker did, by name, and is brought up to date."""
    for name, chore in sorted(getUtilitiesFor(IChore)):
        if worker.stop.is_set():
            return
        transaction.begin()
        if _is_due(worker, name, chore, ran):
            _do(worker, name, chore, ran)


def any_is_due(worker: Worker) -> bool:
    """Whether chores are worth a process of their own: one that is done seldom, or a mail to try.

    The others are done as often as a worker comes by.
    """
    transaction.begin()
    seldom = [each for each in getUtilitiesFor(IChore) if each[1].every >= HOUR]
    if any(_is_due(worker, name, chore, {}) for name, chore in seldom):
        return True
    return bool(outbox.due(worker.site, worker.now()))


def tidy(worker: Worker) -> None:
    """Let entries go out of sight that have become too old for their channel."""
    for facts in every_channel(worker.site):
        if facts.max_age and not worker.stop.is_set():
            _tidy_one(worker, facts)


def send_waiting(worker: Worker) -> None:
    """Try the mails that have not left; throw away those that nobody has cared for in months."""
    transaction.begin()
    now = worker.now()
    if outdated := outbox.outdated(worker.site, now):
        worker.write(outbox.note, worker.site, dict.fromkeys(outdated), now)
    for outcome in deliver(outbox.due(worker.site, now), seconds=MAIL_SECONDS):
        worker.write(outbox.note, worker.site, outcome, now)


def _is_due(worker, name, chore, ran):
    last = max(ran.get(name, 0), diary.last_run(worker.site, name))
    # A clock may have been wrong: nothing has been done that is still to come.
    return not 0 <= worker.now() - last < chore.every


def _do(worker, name, chore, ran):
    started = worker.now()
    try:
        chore(worker)
    except LeaseLost:
        raise
    except TransientError as error:
        logger.warning("The database is busy or away, %s is done later: %s", name, error)
        return
    # The border to what other rooms and add-ons have registered: the worker retrieves channels,
    # whatever else may fail.
    except Exception:
        logger.exception("An unforeseen fault in the chore %s", name)
    finally:
        transaction.abort()
    ran[name] = started
    if chore.every >= HOUR:
        worker.write(diary.done, worker.site, name, started)
    worker.beat()


def _tidy_one(worker, facts):
    try:
        worker.write(_trim, worker.site, facts, worker.now())
    except (LeaseLost, TransientError):
        raise
    # The border to what is stored: one bad channel does not keep the others untidy.
    except Exception:
        logger.exception("An unforeseen fault in tidying %s", facts.path)


def _trim(site, facts, now):
    trim(timeline_of(site.unrestrictedTraverse(facts.hub_path)), facts, now)


TIDYING = Chore(HOUR, tidy)
MAILING = Chore(MINUTE, send_waiting)
