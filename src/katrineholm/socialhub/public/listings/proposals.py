"""Proposals for a notice: important messages from the address that the operator has entered.

The worker retrieves them. They are never shown to visitors; the office may take over their words.
"""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from functools import partial
from hashlib import sha256
from operator import attrgetter

import transaction
from plone.dexterity.content import Container

from ... import MINUTE, PACKAGE_NAME
from ...accounts.channels import hub_storage
from ...accounts.channels.hub import all_hubs
from ...core.feeds import cap
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Feed, FeedState, Reading
from ...core.feeds.text import single_line
from ...refresh import retrieval
from ...refresh.chores import Chore
from ...refresh.faults import item_path, visit_each
from ...refresh.source_requests import is_postponed, result_or_error
from ...refresh.state import State, next_due, state_after_answer, state_from, state_values
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from .notice import LONGEST_TEXT, LONGEST_TITLE

BOOK = f"{PACKAGE_NAME}.notice_proposals"
EVERY = 5 * MINUTE
MOST = 10

retrieve = partial(retrieval.retrieve, understand=cap.parse_messages)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A message of others, short enough for a notice; ``sent`` is its time, or None."""

    title: str
    text: str
    link: str
    sent: int | None

    @property
    def id(self) -> str:
        """A name of the proposal in URLs, which depends on its words alone."""
        return sha256(repr((self.title, self.text, self.link)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Proposals:
    """The messages of an address, and the state of its retrieval."""

    state: State
    found: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """The address to retrieve for a hub, with the validators of its last answer."""

    path: str
    url: str
    known: FeedState


def proposals(hub: Container) -> Proposals | None:
    """Return the proposals of the present address, or None before it has been asked."""
    kept = hub_storage.stored_data(hub, BOOK)
    if not kept or kept["state"]["feed_url"] != setting("notice_feed"):
        return None
    return Proposals(state_from(kept["state"]), tuple(Proposal(*each) for each in kept["found"]))


def fetch_proposals(worker: Worker, *, retrieve: Callable = retrieve) -> None:
    """Retrieve the messages of the address for each hub, if it is due; one failure costs one."""
    transaction.begin()
    hubs = all_hubs() if setting("notice_feed") else []
    jobs = [job for hub in hubs if (job := _due_job(hub, worker.now()))]
    visit_each(worker, jobs, partial(_fetch, worker, retrieve))


def _due_job(hub, now) -> Job | None:
    kept = proposals(hub)
    known = kept.state.known if kept else FeedState()
    job = Job(item_path(hub), setting("notice_feed"), known)
    if kept is None or not kept.state.failures:
        return job
    moment = next_due(kept.state, EVERY, 0, now)
    return job if moment is not None and moment <= now else None


def _fetch(worker, retrieve, job):
    def answer_for(job):
        return retrieve(job.url, job.known, worker.now(), run=worker.parsers.run)

    transaction.abort()  # no transaction is open during requests
    answer = result_or_error(answer_for, attrgetter("url"), job)
    worker.write(_keep, worker.site, job, answer, worker.now())


def _keep(site, job, answer, now):
    """Store the answer unless nothing is new, or there is another address meanwhile."""
    hub = site.unrestrictedTraverse(job.path, None)
    if hub is not None and job.url == setting("notice_feed") and not is_postponed(answer):
        store_answer(hub, answer, now)


def store_answer(hub: Container, answer: Reading | FeedError | None, now: int) -> None:
    """Store the result of a retrieval; after a failure, the earlier proposals remain."""
    before = proposals(hub) or Proposals(State(setting("notice_feed")))
    if answer is None and not before.state.failures:
        return  # unchanged
    state, found = state_after_answer(before.state, answer, now, EVERY), before.found
    if isinstance(answer, Reading) and answer.feed is not None:
        found = newest_proposals(answer.feed)
    kept: Mapping = {"state": state_values(state), "found": tuple(map(astuple, found))}
    hub_storage.writable_data(hub, BOOK).update(kept)


def newest_proposals(feed: Feed) -> tuple[Proposal, ...]:
    """Return the newest messages of a feed, cut to the lengths of a notice."""
    found = (
        Proposal(
            single_line(entry.title, LONGEST_TITLE),
            single_line(entry.summary or entry.title, LONGEST_TEXT),
            entry.link,
            int(entry.published.timestamp()) if entry.published else None,
        )
        for entry in feed.entries
        if entry.title
    )
    return tuple(sorted(found, key=lambda each: -(each.sent or 0))[:MOST])


PROPOSALS_CHORE = Chore(EVERY, fetch_proposals)
