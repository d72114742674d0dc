"""The periodic work of the worker besides the retrieval."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any

import transaction
from persistent.mapping import PersistentMapping
from transaction.interfaces import TransientError
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor
from zope.interface import implementer

from .. import HOUR, MINUTE, logger
from ..accounts.channels.channel_records import each_channel as every_channel
from ..core.timeline.store import timeline_of
from ..site.mail import outbox
from ..site.mail.delivery import delivery_outcomes
from . import faults
from .answer_storage import trim_entries
from .faults import attempt, is_skipped, visit_each
from .interfaces import IChore
from .lease import LeaseLost
from .worker import Worker

MAIL_SECONDS = 60  # the retrieval waits no longer for a slow mail server
KEY = "katrineholm.socialhub.chores"


def _leave_nothing():
    """End a chore that leaves no thread behind."""


@implementer(IChore)
@dataclass(frozen=True)
class Chore:
    """A chore that calls ``do(worker)`` at intervals of ``every`` seconds."""

    every: int
    do: Callable
    end: Callable[[], None] = _leave_nothing

    def __call__(self, worker):
        self.do(worker)


def do_due_chores(worker: Worker, ran: dict[str, int], until: float = inf) -> None:
    """Do the due chores, and update ``ran``, the time of each chore's last run by name.

    After the time ``until``, as monotonic() counts it, none is begun: it comes first next time.
    """
    transaction.begin()
    found = dict(getUtilitiesFor(IChore))
    due = [name for name, chore in found.items() if _is_due(worker, name, chore, ran)]
    for name in sorted(due, key=lambda name: (ran.get(name, 0), name)):
        if worker.stop.is_set() or monotonic() >= until:
            return
        transaction.begin()
        _do(worker, name, found[name], ran)


def end_chores() -> None:
    """End the threads of all chores, as the process ends."""
    for name, chore in getUtilitiesFor(IChore):
        try:
            chore.end()
        # An add-on's chore may be broken, and the threads of the others must end all the same.
        except Exception:
            logger.exception("An unforeseen fault at the end of the chore %s", name)


def has_due_chores(worker: Worker) -> bool:
    """Return True if a mail is due, or a chore that runs at most once an hour."""
    transaction.begin()
    seldom = [each for each in getUtilitiesFor(IChore) if each[1].every >= HOUR]
    if any(_is_due(worker, name, chore, {}) for name, chore in seldom):
        return True
    return bool(outbox.due_mails(worker.site, worker.now()))


def hide_old_entries(worker: Worker) -> None:
    """Hide the entries that are older than their channel's ``max_age``."""
    found = (facts for facts in every_channel(worker.site) if facts.max_age)
    visit_each(
        worker, found, lambda facts: worker.write(_trim_channel, worker.site, facts, worker.now())
    )


def send_due_mails(worker: Worker) -> None:
    """Send the due mails of the outbox, and delete outdated mails."""
    transaction.begin()
    now = worker.now()
    if outdated := outbox.outdated_ids(worker.site, now):
        worker.write(outbox.record_outcomes, worker.site, dict.fromkeys(outdated), now)
    due = outbox.due_mails(worker.site, now)
    # A mail that was sent but cannot be deleted would be sent again each minute.
    waiting = [each for each in due if not is_skipped(worker, each["id"])]
    seconds = min(MAIL_SECONDS, worker.chore_seconds)
    for outcome in delivery_outcomes(waiting, seconds=seconds):
        attempt(
            worker,
            next(iter(outcome)),
            worker.write,
            outbox.record_outcomes,
            worker.site,
            outcome,
            now,
        )


def _is_due(worker, name, chore, ran):
    last = max(ran.get(name, 0), last_run(worker.site, name))
    # A clock may have been wrong: a run in the future does not count.
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
    # Other rooms and add-ons register chores: their faults never stop the retrieval.
    except Exception as error:
        logger.exception("An unforeseen fault in the chore %s", name)
        why = faults.exception_text(error)
    finally:
        transaction.abort()
    ran[name] = started
    _update_faults(worker, name, started, why)
    if chore.every >= HOUR:
        worker.write(record_run, worker.site, name, started)
    worker.beat()


def _update_faults(worker, name, started, why):
    """Store the chore's own fault, and delete the faults of items that work again."""
    if why:
        worker.write(faults.store_fault, worker.site, name, "", why, started, started)
    over = faults.settled_paths(
        worker.site, name, worker.done | ({""} if not why else set()), started
    )
    if over:
        worker.write(faults.delete_faults, worker.site, name, over)


def _trim_channel(site, facts, now):
    trim_entries(timeline_of(site.unrestrictedTraverse(facts.hub_path)), facts, now)


TIDY_CHORE = Chore(HOUR, hide_old_entries)
MAIL_CHORE = Chore(MINUTE, send_due_mails)


def last_run(site: Any, name: str) -> int:
    """Return when the chore with this name was last done, or 0 if it never was."""
    return IAnnotations(site).get(KEY, {}).get(name, 0)


def record_run(site: Any, name: str, now: int) -> None:
    """Store the time of a chore's run. A chore may call this in its own transaction."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    annotations[KEY][name] = now
