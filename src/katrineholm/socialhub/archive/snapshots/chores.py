"""The worker's chore that takes the due snapshots, or reminds people to upload screenshots."""

from time import time

import transaction

from ... import HOUR
from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.hub import hubs
from ...accounts.channels.moments import date_of
from ...refresh.chores import Chore
from ...refresh.faults import gather, visit
from ...refresh.worker import Worker
from . import book
from .due import due_day, is_kept_here
from .letter import remind
from .taking import take

SECONDS = 60  # that other chores wait for snapshots


def take_due(worker: Worker) -> None:
    """Take the due snapshots for a minute at most; the rest follows an hour later."""
    transaction.begin()
    jobs, end = gather(worker, hubs(), lambda hub: _due_in(worker, hub)), time() + SECONDS
    visit(
        worker,
        jobs,
        lambda facts: worker.write(_take_or_remind, worker.site, facts, worker.now()),
        is_over=lambda: time() > end,
    )


def _due_in(worker, hub) -> list[ChannelFacts]:
    now = worker.now()
    return gather(worker, known(hub), lambda facts: [facts] if _is_due(hub, facts, now) else [])


def _is_due(hub, facts, now) -> bool:
    day = due_day(hub, facts, now)
    if day is None or day > date_of(now):
        return False
    return is_kept_here(hub, facts) or not book.is_reminded(hub, facts.uid, day.isoformat())


def _take_or_remind(site, facts: ChannelFacts, now: int):
    hub = site.unrestrictedTraverse(facts.hub_path)
    channel = site.unrestrictedTraverse(facts.path, None)
    day = channel and due_day(hub, facts, now)
    if not day or day > date_of(now):
        return
    if is_kept_here(hub, facts):
        take(channel, now=now)
    else:
        book.note_reminder(hub, facts.uid, day.isoformat())
        remind(channel, facts, now)


TAKING = Chore(HOUR, take_due)
