"""The worker retrieves the parties' feeds, under the same guard as every other source."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic

import transaction

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
SECONDS = 120  # other chores wait no longer than that for slow servers

retrieve = partial(retrieving.retrieve, understand=reader.understand)


@dataclass(frozen=True, slots=True)
class Job:
    """A party's feed that is to be asked, with what is known of it."""

    hub_path: str
    party: PartyFacts
    known: Known

    @property
    def path(self) -> str:
        """Where the party is."""
        return self.party.path


def fetch_due(
    worker: Worker, *, retrieve: Callable = retrieve, clock: Callable = monotonic
) -> None:
    """Ask the feeds of the parties in the council whose turn it is; none where none is shown."""
    transaction.begin()
    jobs = gather(worker, hubs() if number() else [], lambda hub: due(hub, worker.now()))
    end = clock() + SECONDS
    visit(worker, jobs, lambda job: _fetch(worker, job, retrieve), is_over=lambda: clock() > end)


def due(hub, now: int) -> list[Job]:
    """What is to be asked in a hub."""
    path, found = path_of(hub), []
    for party in sitting(hub):
        kept = recall(hub, party)
        moment = next_due(kept.state if kept else None, INTERVAL, 0, now)
        if party.feed and moment is not None and moment <= now:
            found.append(Job(path, party, kept.state.known if kept else Known()))
    return found


def _fetch(worker, job, retrieve):
    transaction.abort()  # nothing is held open while a server is waited for
    answer = answer_of(lambda each: _asked(retrieve, each, worker), _feed, job)
    worker.write(_keep, worker.site, job, answer, worker.now())


def _asked(retrieve, job, worker):
    return retrieve(job.party.feed, job.known, worker.now(), run=worker.parsers.run)


def _feed(job):
    return job.party.feed


def _keep(site, job, answer, now):
    """Unless the party was given another feed, or taken away, meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    present = sitting(hub)
    if any((each.id, each.feed) == (job.party.id, job.party.feed) for each in present):
        keep(hub, job.party, answer, now)
    forget_others(hub, present)


FETCHING = Chore(EVERY, fetch_due)
