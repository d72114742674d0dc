"""The worker's retrieval of the parties' feeds, with the same guards as every other source."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from time import monotonic

import transaction
from plone.dexterity.content import Container

from ...accounts.channels.hub import hubs
from ...core.feeds import reader
from ...core.feeds.model import Known
from ...refresh import retrieving
from ...refresh.asking import answer_of
from ...refresh.chores import Chore
from ...refresh.faults import gather, path_of, visit
from ...refresh.state import next_due
from ...refresh.worker import Worker
from .feeds import INTERVAL, forget_others, keep, number, recall
from .shelf import PartyFacts, sitting

EVERY = 600  # seconds between two runs
SECONDS = 120  # the longest delay of other chores by slow servers

retrieve = partial(retrieving.retrieve, understand=reader.understand)


@dataclass(frozen=True, slots=True)
class Job:
    """A party's feed that is due, with its known state."""

    hub_path: str
    party: PartyFacts
    known: Known

    @property
    def path(self) -> str:
        """The party's path."""
        return self.party.path


def fetch_due(
    worker: Worker, *, retrieve: Callable = retrieve, clock: Callable = monotonic
) -> None:
    """Retrieve the feeds of sitting parties that are due; none if no posts are shown."""
    transaction.begin()
    jobs = gather(worker, hubs() if number() else [], lambda hub: due(hub, worker.now()))
    end = clock() + SECONDS
    visit(worker, jobs, lambda job: _fetch(worker, job, retrieve), is_over=lambda: clock() > end)


def due(hub: Container, now: int) -> list[Job]:
    """Return the feeds of a hub that are due."""
    path, found = path_of(hub), []
    for party in sitting(hub):
        kept = recall(hub, party)
        moment = next_due(kept.state if kept else None, INTERVAL, 0, now)
        if party.feed and moment is not None and moment <= now:
            found.append(Job(path, party, kept.state.known if kept else Known()))
    return found


def _fetch(worker, job, retrieve):
    transaction.abort()  # no transaction is open during requests
    answer = answer_of(lambda each: _answer(retrieve, each, worker), attrgetter("party.feed"), job)
    worker.write(_keep, worker.site, job, answer, worker.now())


def _answer(retrieve, job, worker):
    return retrieve(job.party.feed, job.known, worker.now(), run=worker.parsers.run)


def _keep(site, job, answer, now):
    """Store the answer, unless the party has another feed, or is gone, meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    present = sitting(hub)
    if any((each.id, each.feed) == (job.party.id, job.party.feed) for each in present):
        keep(hub, job.party, answer, now)
    forget_others(hub, present)


FETCHING = Chore(EVERY, fetch_due)
