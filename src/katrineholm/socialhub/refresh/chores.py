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
from . import diary, faults
from .faults import attempt, is_left_alone, visit
from .interfaces import IChore
from .keep import trim
from .lease import LeaseLost
from .worker import Worker

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
    found = (facts for facts in every_channel(worker.site) if facts.max_age)
    visit(worker, found, lambda facts: worker.write(_trim, worker.site, facts, worker.now()))


def send_waiting(worker: Worker) -> None:
    """Try the mails that have not left; throw away those that nobody has cared for in months."""
    transaction.begin()
    now = worker.now()
    if outdated := outbox.outdated(worker.site, now):
        worker.write(outbox.note, worker.site, dict.fromkeys(outdated), now)
    due = outbox.due(worker.site, now)
    # One that left and cannot be taken out would leave again each minute.
    waiting = [each for each in due if not is_left_alone(worker, each["id"])]
    for outcome in deliver(waiting, seconds=MAIL_SECONDS):
        attempt(worker, next(iter(outcome)), worker.write, outbox.note, worker.site, outcome, now)


def _is_due(worker, name, chore, ran):
    last = max(ran.get(name, 0), diary.last_run(worker.site, name))
    # A clock may have been wrong: nothing has been done that is still to come.
    return not 0 <= worker.now() - last < chore.every


def _do(worker, name, chore, ran):
    started = worker.now()
    worker.chore, worker.done = name, set()
    why = ""
    try:
        chore(worker)
    except LeaseLost:
        raise
    except TransientError as error:
        logger.warning("The database is busy or away, %s is done later: %s", name, error)
        return
    # The border to what other rooms and add-ons have registered: the worker retrieves channels,
    # whatever else may fail.
    except Exception as error:
        logger.exception("An unforeseen fault in the chore %s", name)
        why = faults.reason(error)
    finally:
        transaction.abort()
    ran[name] = started
    _note(worker, name, started, why)
    if chore.every >= HOUR:
        worker.write(diary.done, worker.site, name, started)
    worker.beat()


def _note(worker, name, started, why):
    """Keep a chore's own fault, and forget what is over of its items'."""
    if why:
        worker.write(faults.note, worker.site, name, "", why, started, started)
    over = faults.settled(worker.site, name, worker.done | ({""} if not why else set()), started)
    if over:
        worker.write(faults.clear, worker.site, name, over)


def _trim(site, facts, now):
    trim(timeline_of(site.unrestrictedTraverse(facts.hub_path)), facts, now)


TIDYING = Chore(HOUR, tidy)
MAILING = Chore(MINUTE, send_waiting)
