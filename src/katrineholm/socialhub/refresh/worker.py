"""The worker: which channels are due, asked, and what is new kept.

It can be killed at any moment: what was asked but not kept is asked again, and what is kept
twice is stored once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event
from time import time

import transaction

from ..channels.facts import ChannelFacts, every
from ..feeds.model import Known
from . import lease
from .asking import ask_all, host_of
from .keep import Result, keep, recalled
from .look import look
from .parsers import Parsers
from .settings import host_spacing
from .state import State, next_due

ATTEMPTS = 5


class LeaseLost(Exception):
    """Another worker has taken over: nothing more may be written."""


@dataclass(frozen=True, slots=True)
class Job:
    """A channel to ask, with what was known of it when the round began."""

    facts: ChannelFacts
    state: State | None

    @property
    def feed_url(self):
        return self.facts.feed_url

    @property
    def known(self):
        return self.state.known if self.state else Known()


@dataclass
class Worker:
    """Works for one site.

    ``owner`` is None where an operator orders a single round. ``seen`` is when the last finished
    round began; ``memory`` holds what unchanged answers brought, which is not written.
    """

    site: object
    owner: lease.Owner | None = None
    stop: Event = field(default_factory=Event)
    parsers: Parsers = field(default_factory=Parsers)
    clock: Callable[[], float] = time
    look: Callable = look
    seen: int = 0
    memory: dict[str, State] = field(default_factory=dict)

    def due(self) -> list[ChannelFacts]:
        """The channels that are to be asked now."""
        transaction.begin()
        now, jobs = self.now(), self.jobs(every(self.site))
        paused = {host_of(job.feed_url) for job in jobs if _pauses_host(job.state, now)}
        return [
            job.facts
            for job in jobs
            if self._is_due(job, now) and host_of(job.feed_url) not in paused
        ]

    def refresh(self, channels: Iterable[ChannelFacts], told: Callable = lambda *_: None):
        """Ask these channels and keep the answers; ``told(facts, result)`` hears of each one."""
        started = self.now()
        transaction.begin()
        jobs = self.jobs(channels)
        for batch in ask_all(jobs, self._ask, spacing=host_spacing(), stop=self.stop):
            for facts, result in self.write(self._keep, batch):
                self.memory[facts.uid] = result.state
                told(facts, result)
            self.beat()
        if not self.stop.is_set():
            self.seen = started

    def take_lease(self) -> bool:
        """Become the active worker; False while another one is."""
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                taken = lease.take(self.site, self.owner, self.now())
        self.seen = max(self.seen, lease.seen(self.site))
        return taken

    def give_back(self):
        """Leave the site to the next worker."""
        self.write(lease.give_back, self.site, self.seen)

    def jobs(self, channels: Iterable[ChannelFacts]) -> list[Job]:
        """What there is to ask, with the latest that is known."""
        return [Job(facts, self._state(facts)) for facts in channels if facts.feed_url]

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

    def hub(self, facts: ChannelFacts):
        """The hub that a channel lies in."""
        return self.site.unrestrictedTraverse(facts.hub_path)

    def _state(self, facts):
        written, kept = recalled(self.hub(facts), facts), self.memory.get(facts.uid)
        # A person may have fetched by hand meanwhile; then what is written is newer.
        is_same = kept and written and (kept.feed_url, kept.log) == (written.feed_url, written.log)
        return kept if is_same else written

    def _is_due(self, job, now):
        due = next_due(job.state, job.facts.interval * 60, self.seen)
        return due is not None and due <= now

    def _ask(self, job):
        return self.look(job.feed_url, job.known, self.now(), run=self.parsers.run)

    def _keep(self, batch) -> list[tuple[ChannelFacts, Result]]:
        """Within a transaction; what was taken away or given another address is passed over."""
        present = {facts.uid: facts for facts in every(self.site)}
        pairs = [(present.get(job.facts.uid), job, outcome) for job, outcome in batch]
        return [
            (facts, keep(self.hub(facts), facts, outcome, self.now()))
            for facts, job, outcome in pairs
            if facts and facts.feed_url == job.feed_url
        ]


def _pauses_host(state, now):
    return state and state.code == "busy" and state.next_try > now
