"""The worker's retrieval of the parties' feeds, with the same safeguards as for other sources."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from time import monotonic

import transaction
from plone.dexterity.content import Container

from ...accounts.channels.hub import all_hubs
from ...core.feeds import reader
from ...core.feeds.model import FeedState
from ...refresh import retrieval
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, item_path, visit_each
from ...refresh.source_requests import result_or_error
from ...refresh.state import next_due
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from .parties import PartyFacts, all_sitting_parties
from .party_feeds import INTERVAL, delete_other_feeds, store_answer, stored_feed

EVERY = 600  # seconds between two runs
SECONDS = 120  # the longest delay of other chores by slow servers

retrieve = partial(retrieval.retrieve, understand=reader.parse_feed)


@dataclass(frozen=True, slots=True)
class Job:
    """A party's feed that is due to be retrieved, with the state of the latest retrieval."""

    hub_path: str
    party: PartyFacts
    known: FeedState

    @property
    def path(self) -> str:
        return self.party.path


def fetch_due_feeds(
    worker: Worker, *, retrieve: Callable = retrieve, clock: Callable = monotonic
) -> None:
    """Retrieve the due feeds of sitting parties, or none if the site does not show their posts."""
    transaction.begin()
    hubs = all_hubs() if setting("party_entries") else []
    jobs = collect_results(worker, hubs, lambda hub: due_jobs(hub, worker.now()))
    fetch = partial(_fetch, worker, retrieve)
    end = clock() + min(SECONDS, worker.chore_seconds)
    visit_each(worker, jobs, fetch, is_over=lambda: clock() > end)


def due_jobs(hub: Container, now: int) -> list[Job]:
    """Return the jobs for the sitting parties of a hub whose feeds are due."""
    path, found = item_path(hub), []
    for party in all_sitting_parties(hub):
        kept = stored_feed(hub, party)
        moment = next_due(kept.state if kept else None, INTERVAL, 0, now)
        if party.feed and moment is not None and moment <= now:
            found.append(Job(path, party, kept.state.known if kept else FeedState()))
    return found


def _fetch(worker, retrieve, job):
    def answer_for(job):
        return retrieve(job.party.feed, job.known, worker.now(), run=worker.parsers.run)

    transaction.abort()  # no transaction is open during requests
    answer = result_or_error(answer_for, attrgetter("party.feed"), job)
    worker.write(_keep, worker.site, job, answer, worker.now())


def _keep(site, job, answer, now):
    """Store the answer, unless the party has another feed, or is gone, meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    present = all_sitting_parties(hub)
    if any((each.id, each.feed) == (job.party.id, job.party.feed) for each in present):
        store_answer(hub, job.party, answer, now)
    delete_other_feeds(hub, present)


PARTY_FEEDS_CHORE = Chore(EVERY, fetch_due_feeds)
