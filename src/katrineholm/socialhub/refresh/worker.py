"""The worker: which channels are due, asked, and what is new kept.

It can be killed at any moment: what was asked but not kept is asked again, and what is kept
twice is stored once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from threading import Event
from time import time
from typing import Any

import transaction
from transaction.interfaces import TransientError

from .. import MINUTE, logger
from ..accounts.channels import numbered
from ..accounts.channels.facts import ChannelFacts
from ..core.feeds.errors import FeedError
from ..core.timeline.store import Timeline, timeline_of
from ..site.parsing.parsers import Parsers
from . import lease
from .asking import ask_all, gathered, is_put_off
from .connected import Opened, is_account, opened_for, retrieve_account
from .keep import Result, keep
from .lease import LeaseLost
from .plan import SOON, WATCHED, Plan
from .planned import Planned
from .retrieving import retrieve, retrieve_described
from .settings import host_spacing

ATTEMPTS = 5
UNCHANGED = Result("unchanged")


@dataclass
class Worker:
    """Works for one site.

    ``owner`` is None where an operator orders certain channels. ``stays``: it comes by again, so
    that a chore need not end what it has begun. ``seen`` is the moment of the last finished round.
    Kept in memory alone: the plan, with what unchanged answers brought, until when a host asks for
    no more pictures, whose pictures were served last, what opens the accounts of the present
    round, and the name of the present chore with the paths of the items that it has done.
    """

    site: Any
    owner: lease.Owner | None = None
    stop: Event = field(default_factory=Event)
    parsers: Parsers = field(default_factory=Parsers)
    clock: Callable[[], float] = time
    retrieve: Callable = retrieve
    stays: bool = True
    seen: int = 0
    plan: Plan = field(init=False)
    paused: dict[str, int] = field(default_factory=dict)
    opened: dict[str, Opened] = field(default_factory=dict, repr=False)
    served: str = ""
    chore: str = ""
    done: set[str] = field(default_factory=set)

    def __post_init__(self):
        self.forget()

    def forget(self):
        """Trust what is written alone: another worker may have been at work, or a wrong clock."""
        self.plan = Plan(self.site)
        self.paused.clear()

    def round(self, told: Callable = lambda *_: None):
        """Refresh the channels that are due."""
        now = self.now()
        self.refresh(self.due(now), told)
        if not self.stop.is_set():
            self.seen = now

    def due(self, now: int | None = None) -> list[Planned]:
        """The channels that are to be asked now."""
        transaction.begin()
        now = self.now() if now is None else now
        if self.seen - now > MINUTE:  # the clock has been put back
            self.forget()
            self.seen = now
        return self.plan.due(now, self.seen)

    def refresh(self, channels: Iterable[ChannelFacts | Planned], told: Callable = lambda *_: None):
        """Ask these channels and keep the answers.

        ``told(channel, result)`` hears of each one; ``channel`` are its facts, or what is planned
        where nothing had to be looked up.
        """
        transaction.begin()
        answers = ask_all(
            self._jobs(channels),
            self._ask,
            address=lambda job: job.feed_url,
            spacing=host_spacing(),
            stop=self.stop,
        )
        for quiet, news in gathered(answers, self._parted):
            unchanged = [(job, job, UNCHANGED) for job, _answer in quiet]
            for job, channel, result in unchanged + self._written(news):
                self.plan.learn(job, result)
                told(channel, result)
            transaction.begin()
            self.beat()

    def take_lease(self) -> bool:
        """Become the active worker; False while another one is."""
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                taken = lease.take(self.site, self.owner, self.now())
        self.catch_up()
        return taken

    def catch_up(self):
        """Learn how far the worker before this one came."""
        # A clock may have been wrong: nothing has been seen that is still to come.
        self.seen = min(max(self.seen, lease.seen(self.site)), self.now())

    def give_back(self):
        """Leave the site to the next worker."""
        self.write(lease.give_back, self.site, self.seen)

    def write(self, function: Callable, *args):
        """Call a function in a transaction of its own, again if another one was in the way."""
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                if self.owner and not lease.holds(self.site, self.owner):
                    raise LeaseLost
                returned = function(*args)
        return returned

    def beat(self):
        """Show that this worker lives: a write at most every ten minutes."""
        if self.owner and lease.is_time(self.site, self.now()):
            self.write(lease.beat, self.site, self.now(), self.seen)

    def now(self) -> int:
        """Whole seconds since 1970 (UTC)."""
        return int(self.clock())

    def hub(self, facts: ChannelFacts | Planned):
        """The hub that a channel lies in."""
        return self.site.unrestrictedTraverse(facts.hub_path)

    def _jobs(self, channels):
        """What to ask; what opens accounts is read before the threads begin, for a round only."""
        jobs = self.plan.jobs(channels)
        self.opened = {
            job.uid: opened_for(self.hub(job), job.uid, job.path, job.feed_url)
            for job in jobs
            if is_account(job.feed_url)
        }
        return jobs

    def _ask(self, job):
        retrieve = self.retrieve
        if job.uid in self.opened:
            retrieve = partial(retrieve_account, self.opened[job.uid])
        elif job.described:
            retrieve = partial(retrieve_described, job.described)
        return retrieve(job.feed_url, job.known, self.now(), run=self.parsers.run)

    def _parted(self, batch) -> tuple[list, list]:
        """The answers that bring nothing, which most are, and the others."""
        timelines = {path: self._timeline(path) for path in {job.hub_path for job, _ in batch}}
        parted = [], []
        for job, answer in batch:
            is_told = job.uid in self.plan.watched  # when it was looked at, whatever it said
            is_news = is_told or not is_quiet(job, answer, timelines[job.hub_path], self.now())
            parted[is_news].append((job, answer))
        return parted

    def _timeline(self, path):
        hub = self.site.unrestrictedTraverse(path, None)
        return None if hub is None else timeline_of(hub)

    def _written(self, batch):
        """Keep a batch; where that is not possible, one by one."""
        try:
            return self.write(self._keep, batch) if batch else []
        except (LeaseLost, TransientError):
            raise
        # The border to what is stored: whatever may be wrong with one channel would otherwise end
        # the worker at each start, and all other channels' retrieval with it.
        except Exception:
            if len(batch) > 1:
                return [kept for each in batch for kept in self._written([each])]
            job, _answer = batch[0]
            logger.exception("An unforeseen fault in keeping %s", job.path)
            return self.write(self._keep, [(job, FeedError("unreadable"))])

    def _keep(self, batch) -> list[tuple[Planned, ChannelFacts, Result]]:
        """Within a transaction; what was taken away or given another source is passed over."""
        jobs, hub_at = [job for job, _answer in batch], cache(self.site.unrestrictedTraverse)
        self._load_ahead(jobs)
        found = zip(batch, list(numbered.several(job.number for job in jobs)), strict=True)
        return [
            (job, facts, self._keep_one(hub_at(facts.hub_path), job, facts, answer))
            for (job, answer), facts in found
            if facts and _source(facts) == _source(job)
        ]

    def _load_ahead(self, jobs):
        for path in {job.hub_path for job in jobs}:
            if (timeline := self._timeline(path)) is not None:
                timeline.load_ahead([job.uid for job in jobs if job.hub_path == path])

    def _keep_one(self, hub, job, facts, answer):
        now = self.now()
        if is_put_off(answer):
            return Result("postponed", again=now + SOON)
        if job.uid not in self.plan.watched:
            return keep(hub, facts, answer, now, start=job.start)
        # Where it fails, it is tried again as what is asked so often.
        often = replace(facts, interval=WATCHED // MINUTE)
        return keep(hub, often, answer, now, start=job.start, always=True)


def _source(channel):
    return channel.uid, channel.feed_url, channel.described


def is_quiet(job: Planned, answer, timeline: Timeline | None, now: int) -> bool:
    """Whether an answer changes nothing, whatever else is stored of the channel.

    There is no timeline where the hub has been deleted meanwhile.
    """
    if answer is not None or timeline is None or job.standing is None or job.standing.failures:
        return False
    is_ahead = (job.standing.checked or 0) > now  # by a wrong clock: that is to be written anew
    return not is_ahead and not timeline.pending(job.uid)
