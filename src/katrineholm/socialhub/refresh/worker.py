"""The worker, which retrieves the due channels and stores their news.

It can be killed at any time: an answer that was not stored is retrieved again, and storing an
answer twice has no further effect.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import inf
from threading import Event
from time import time
from typing import Any

import transaction
from transaction.interfaces import TransientError
from zope.component.hooks import site as active_site
from zope.globalrequest import getRequest

from .. import MINUTE, logger
from ..accounts.channels import channel_records
from ..accounts.channels.facts import ChannelFacts
from ..core.feeds.errors import FeedError
from ..core.timeline.documents import has_missing_entries, prefetch_channels
from ..core.timeline.store import Timeline, timeline_of
from ..site.pages.parser_pool import ParserPool
from .account_channels import OpenedAccount, channel_account, is_account_url, retrieve_account
from .answer_storage import Result, store_answer
from .lease import LeaseLost, last_finished_round, retire_site_lease
from .plan import SOON, WATCH_SECONDS, Plan
from .plan_channel import PlanChannel
from .retrieval import retrieve, retrieve_described
from .settings import host_spacing
from .source_requests import is_postponed, result_batches, split_batches

ATTEMPTS = 5
UNCHANGED = Result("unchanged")


@dataclass(eq=False)
class Worker:
    """A worker for one site.

    It has no ``lease`` if an operator names the channels to retrieve. A worker that
    ``stays`` does more rounds, so that its chores need not finish in one. A chore works for at most
    ``chore_seconds`` if it can go on later. One that is not ``is_served`` has no turns, as its site
    is gone or broken. ``seen`` is the start of the last finished round. Only in memory are the
    plan, ``paused`` (until when to fetch no pictures from a host), the ``opened`` accounts of the
    round, ``served`` (the channel whose pictures were fetched last), ``asked`` (when each connected
    page was asked last, by its UID), the current ``chore`` and the paths of its ``done`` items.
    """

    site: Any
    lease: Any = None  # a Lease
    stop: Event = field(default_factory=Event)
    parsers: ParserPool = field(default_factory=ParserPool)
    clock: Callable[[], float] = time
    retrieve: Callable = retrieve
    stays: bool = True
    chore_seconds: float = inf
    is_served: bool = True
    seen: int = 0
    plan: Plan = field(init=False)
    paused: dict[str, int] = field(default_factory=dict)
    opened: dict[str, OpenedAccount] = field(default_factory=dict, repr=False)
    served: str = ""
    asked: dict[str, int] = field(default_factory=dict)
    chore: str = ""
    done: set[str] = field(default_factory=set)

    def __post_init__(self):
        self.forget()

    def forget(self) -> None:
        """Discard the plan and the pauses, as another worker took over or the clock was wrong."""
        self.plan = Plan(self.site)
        self.paused.clear()

    def round(self, report: Callable = lambda *_: None) -> None:
        """Retrieve the channels that are due, and record the round as finished."""
        now = self.now()
        retrieve_jobs([(self, job) for job in self.jobs(self.due(now))], report, stop=self.stop)
        if not self.stop.is_set():
            self.finish_round(now)

    def finish_round(self, now: int) -> None:
        """Note the start of a round in which all due channels were retrieved."""
        self.seen = now
        if self.lease:
            self.lease.rounds[self.path] = now

    def due(self, now: int | None = None) -> list[PlanChannel]:
        """Return the channels that are due."""
        transaction.begin()
        now = self.now() if now is None else now
        if self.seen - now > MINUTE:  # the clock has been put back
            self.forget()
            self.seen = now
        return self.plan.due(now, self.seen)

    def refresh(
        self, channels: Iterable[ChannelFacts | PlanChannel], report: Callable = lambda *_: None
    ) -> None:
        """Retrieve channels and store the answers.

        ``report(channel, result)`` is called for each of them, with the facts of the channel, or
        its PlanChannel if the facts were not needed.
        """
        transaction.begin()
        retrieve_jobs([(self, job) for job in self.jobs(channels)], report, stop=self.stop)

    def take_lease(self) -> bool:
        """Become the active worker. Return False if another worker is active."""
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                now = self.now()
                taken = retire_site_lease(self.site, now) and self.lease.take(self.root, now)
        self.catch_up()
        return taken

    def succeed_old_worker(self) -> bool:
        """Return False if a worker of 1.0.0a2 is still active for the site."""
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                is_free = retire_site_lease(self.site, self.now())
        return is_free

    def catch_up(self) -> None:
        """Read from the database which round was finished last."""
        # A clock may have been wrong: a round in the future does not count.
        self.seen = min(max(self.seen, last_finished_round(self.site)), self.now())

    def release_lease(self) -> None:
        """Release the lease for the next worker."""
        self.write(self.lease.release, self.root, self.now())
        self.lease.end()

    def write(self, function: Callable, *args: Any) -> Any:
        """Call a function in its own transaction, which is retried after a conflict.

        Raise LeaseLost if another worker has taken over.
        """
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                if self.lease:
                    self.lease.require(self.root)
                returned = function(*args)
        return returned

    def beat(self) -> None:
        """Write a heartbeat if it is due."""
        if self.lease and self.lease.is_heartbeat_due(self.root, self.now()):
            self.write(self.lease.write_heartbeat, self.root, self.now())

    @property
    def path(self) -> str:
        """The path of the site."""
        return "/".join(self.site.getPhysicalPath())

    @property
    def root(self) -> Any:
        """The root of the database, which holds the lease."""
        return self.site._p_jar.root()

    def now(self) -> int:
        """Return the time in whole seconds since 1970 (UTC)."""
        return int(self.clock())

    def hub(self, facts: ChannelFacts | PlanChannel) -> Any:
        """Return the hub of a channel."""
        return self.site.unrestrictedTraverse(facts.hub_path)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Make the worker's site the active one."""
        if request := getRequest():  # Plone clears this cache only at the end of a request
            request.other.pop("_plone_registry_cache", None)
        with active_site(self.site):
            yield

    def jobs(self, channels: Iterable[ChannelFacts | PlanChannel]) -> list[PlanChannel]:
        """Return the jobs; accounts are opened before the threads begin, for one round only."""
        jobs = self.plan.jobs(channels)
        self.opened = {
            job.uid: channel_account(self.hub(job), job.uid, job.path, job.feed_url)
            for job in jobs
            if is_account_url(job.feed_url)
        }
        return jobs

    def ask(self, job: PlanChannel) -> Any:
        """Return what the source of a channel answers; raise FeedError. Uses no database."""
        retrieve = self.retrieve
        if job.uid in self.opened:
            retrieve = partial(retrieve_account, self.opened[job.uid])
        elif job.described:
            retrieve = partial(retrieve_described, job.described)
        return retrieve(job.feed_url, job.known, self.now(), run=self.parsers.run)

    def split_answers(self, batch: list[tuple]) -> tuple[list[tuple], list[tuple]]:
        """Return the answers without news, which most are, and the others."""
        timelines = {path: self._timeline(path) for path in {job.hub_path for job, _ in batch}}
        parted: tuple[list, list] = [], []
        for job, answer in batch:
            is_watched = job.uid in self.plan.watched  # the time is stored, whatever the answer
            is_news = is_watched or not has_no_news(
                job, answer, timelines[job.hub_path], self.now()
            )
            parted[is_news].append((job, answer))
        return parted

    def _timeline(self, path):
        hub = self.site.unrestrictedTraverse(path, None)
        return None if hub is None else timeline_of(hub)

    def store(self, batch: list[tuple]) -> list[tuple[PlanChannel, ChannelFacts, Result]]:
        """Store a batch; if that fails, store its answers one by one."""
        try:
            return self.write(self._store_batch, batch) if batch else []
        except (LeaseLost, TransientError):
            raise
        # Broken stored data of one channel would otherwise end the worker at each start, and with
        # it the retrieval of all other channels.
        except Exception:
            if len(batch) > 1:
                return [stored for each in batch for stored in self.store([each])]
            job, _answer = batch[0]
            logger.exception("An unforeseen fault in keeping %s", job.path)
            return self.write(self._store_batch, [(job, FeedError("unreadable"))])

    def _store_batch(self, batch) -> list[tuple[PlanChannel, ChannelFacts, Result]]:
        """Store a batch within a transaction; skip channels that were deleted or changed."""
        jobs, hub_at = [job for job, _answer in batch], cache(self.site.unrestrictedTraverse)
        self._load_ahead(jobs)
        facts_of = channel_records.facts_of_records(job.number for job in jobs)
        done = []
        for (job, answer), facts in zip(batch, list(facts_of), strict=True):
            if not facts or _source_key(facts) != _source_key(job):
                continue
            now, is_watched = self.now(), job.uid in self.plan.watched
            # After a failure it is retried like a channel with that interval.
            often = replace(facts, interval=WATCH_SECONDS // MINUTE) if is_watched else facts
            if is_postponed(answer):
                result = Result("postponed", again=now + SOON)
            else:
                hub = hub_at(facts.hub_path)
                result = store_answer(hub, often, answer, now, start=job.start, always=is_watched)
            done.append((job, facts, result))
        return done

    def _load_ahead(self, jobs):
        for path in {job.hub_path for job in jobs}:
            if (timeline := self._timeline(path)) is not None:
                prefetch_channels(timeline, [job.uid for job in jobs if job.hub_path == path])


def retrieve_jobs(
    jobs: Iterable[tuple[Worker, PlanChannel]],
    report: Callable,
    *,
    stop: Event,
    until: float = inf,
    turn: Callable[[Worker], AbstractContextManager] = Worker.turn,
) -> Counter[Worker]:
    """Retrieve channels of one or more workers' sites at the same time, and store the answers.

    After the time ``until``, as monotonic() counts it, no further channel is retrieved. Return the
    number of answers for each worker.
    """
    counts: Counter[Worker] = Counter()
    answers = result_batches(
        jobs,
        lambda each: each[0].ask(each[1]),
        address=lambda each: each[1].feed_url,
        spacing=host_spacing(),
        stop=stop,
        until=until,
        owner=lambda each: each[0],
    )
    for quiet, news in split_batches(answers, partial(_split_answers, turn)):
        unchanged, changed = _by_worker(quiet), _by_worker(news)
        for worker in {**unchanged, **changed}:
            counts[worker] += len(unchanged[worker]) + len(changed[worker])
            with turn(worker):
                results = [(job, job, UNCHANGED) for job, _answer in unchanged[worker]]
                for job, channel, result in results + worker.store(changed[worker]):
                    worker.plan.learn(job, result)
                    report(channel, result)
                transaction.begin()
                worker.beat()
    return counts


def _split_answers(turn, batch):
    """Split a batch of ((worker, job), answer) as each worker does."""
    quiet: list[tuple] = []
    news: list[tuple] = []
    for worker, answers in _by_worker(batch).items():
        with turn(worker):
            for part, whole in zip(worker.split_answers(answers), (quiet, news), strict=True):
                whole += [((worker, job), answer) for job, answer in part]
    return quiet, news


def _by_worker(batch):
    answers: dict[Worker, list[tuple]] = defaultdict(list)
    for (worker, job), answer in batch:
        answers[worker].append((job, answer))
    return answers


def _source_key(channel):
    return channel.uid, channel.feed_url, channel.described


def has_no_news(job: PlanChannel, answer: Any, timeline: Timeline | None, now: int) -> bool:
    """Return True if an answer changes nothing. The timeline is None if the hub was deleted."""
    if answer is not None or timeline is None or job.standing is None or job.standing.failures:
        return False
    is_ahead = (job.standing.checked or 0) > now  # by a wrong clock: to be overwritten
    return not is_ahead and not has_missing_entries(timeline, job.uid)
