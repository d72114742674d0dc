"""The worker: which channels are due, asked, and what is new kept.

It can be killed at any moment: what was asked but not kept is asked again, and what is kept
twice is stored once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event
from time import time

import transaction
from transaction.interfaces import TransientError

from .. import logger
from ..channels.facts import ChannelFacts, every
from ..feeds.errors import FeedError
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

    ``owner`` is None where an operator orders certain channels. ``seen`` is the moment of the
    last finished round. Kept in memory alone: what unchanged answers brought, by channel, until
    when a host asks for no more pictures, and whose pictures were served last.
    """

    site: object
    owner: lease.Owner | None = None
    stop: Event = field(default_factory=Event)
    parsers: Parsers = field(default_factory=Parsers)
    clock: Callable[[], float] = time
    look: Callable = look
    seen: int = 0
    memory: dict[str, State] = field(default_factory=dict)
    paused: dict[str, int] = field(default_factory=dict)
    served: str = ""

    def round(self, told: Callable = lambda *_: None):
        """Refresh the channels that are due."""
        now = self.now()
        self.refresh(self.due(now), told)
        if not self.stop.is_set():
            self.seen = now

    def due(self, now: int | None = None) -> list[ChannelFacts]:
        """The channels that are to be asked now."""
        transaction.begin()
        now = self.now() if now is None else now
        jobs = self._jobs(every(self.site))
        paused = {host_of(job.feed_url) for job in jobs if _pauses_host(job.state, now)}
        return [
            job.facts
            for job in jobs
            if self._is_due(job, now) and host_of(job.feed_url) not in paused
        ]

    def refresh(self, channels: Iterable[ChannelFacts], told: Callable = lambda *_: None):
        """Ask these channels and keep the answers; ``told(facts, result)`` hears of each one."""
        transaction.begin()
        answers = ask_all(
            self._jobs(channels),
            self._ask,
            address=lambda job: job.feed_url,
            spacing=host_spacing(),
            stop=self.stop,
        )
        for batch in answers:
            for facts, result in self._kept(batch):
                self.memory[facts.uid] = result.state
                told(facts, result)
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

    def hub(self, facts: ChannelFacts):
        """The hub that a channel lies in."""
        return self.site.unrestrictedTraverse(facts.hub_path)

    def _jobs(self, channels):
        return [Job(facts, self._state(facts)) for facts in channels if facts.feed_url]

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

    def _kept(self, batch) -> list[tuple[ChannelFacts, Result]]:
        """Keep a batch; where that is not possible, one by one."""
        try:
            return self.write(self._keep, batch)
        except (LeaseLost, TransientError):
            raise
        # The border to what is stored: whatever may be wrong with one channel would otherwise end
        # the worker at each start, and all other channels' retrieval with it.
        except Exception:
            if len(batch) > 1:
                return [kept for each in batch for kept in self._kept([each])]
            job, _answer = batch[0]
            logger.exception("An unforeseen fault in keeping %s", job.facts.path)
            return self.write(self._keep, [(job, FeedError("unreadable"))])

    def _keep(self, batch) -> list[tuple[ChannelFacts, Result]]:
        """Within a transaction; what was taken away or given another address is passed over."""
        present = {facts.uid: facts for facts in every(self.site)}
        pairs = [(present.get(job.facts.uid), job, answer) for job, answer in batch]
        return [
            (facts, self._keep_one(facts, answer))
            for facts, job, answer in pairs
            if facts and facts.feed_url == job.feed_url
        ]

    def _keep_one(self, facts, answer):
        start = self._state(facts)
        return keep(self.hub(facts), facts, answer, self.now(), start=start)


def _pauses_host(state, now):
    return state is not None and state.code == "busy" and state.next_try > now
