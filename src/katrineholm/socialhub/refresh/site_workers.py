"""The workers of all sites that a process serves.

They share the lease, the parser processes and the requests, of which a host gets one at a time from
all sites together. Where there are several sites, a round asks no further source after
ROUND_SECONDS, and each site has its turn in asking, so that a site with thousands of slow sources
holds up no other. Nor does its other work: a chore that can go on later is interrupted after
CHORE_SECONDS.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from threading import Event
from time import monotonic
from typing import Any

import transaction

from .. import logger
from ..site.pages.parser_pool import ParserPool
from .chores import do_due_chores
from .database_errors import is_transient_error
from .lease import Lease, LeaseLost
from .pictures import fetch_pictures
from .plan_channel import PlanChannel
from .worker import Worker, retrieve_jobs

ROUND_SECONDS, CHORE_SECONDS, SKIPPED_SECONDS = 15, 20, 600
DATABASE_AWAY = "%s: the database is busy or away, trying again: %s"


@dataclass
class SiteWorkers:
    """A worker for each site that ``find_sites()`` returns at the time."""

    find_sites: Callable[[], Iterable[Any]]
    stop: Event = field(default_factory=Event)
    parsers: ParserPool = field(default_factory=ParserPool)
    lease: Lease | None = None
    workers: dict[str, Worker] = field(default_factory=dict, init=False)
    _chores: dict[str, dict[str, int]] = field(default_factory=dict, init=False)
    _served: dict[str, float] = field(default_factory=dict, init=False)
    _skipped_until: dict[str, float] = field(default_factory=dict, init=False)

    def each(self) -> list[Worker]:
        """Return the workers of the sites that there are now, but those that failed lately."""
        transaction.begin()
        sites = {"/".join(site.getPhysicalPath()): site for site in self.find_sites()}
        for path in self.workers.keys() - sites.keys():
            self.workers.pop(path).is_served = False
            if self.lease:
                self.lease.rounds.pop(path, None)
        for path, site in sites.items():
            if path not in self.workers:
                self.lease = self.lease or Lease(site._p_jar.db())
                self.workers[path] = Worker(site, self.lease, self.stop, self.parsers)
        for worker in self.workers.values():
            worker.chore_seconds = CHORE_SECONDS if len(sites) > 1 else inf
            worker.is_served = self._is_served(worker)
        return [worker for worker in self.workers.values() if worker.is_served]

    def take_lease(self) -> bool:
        """Become the active process. Return False if another one is, or if there is no site."""
        workers = self.each()
        are_free = bool(workers) and all(worker.succeed_old_worker() for worker in workers)
        return are_free and all(worker.take_lease() for worker in workers)

    def release_lease(self) -> None:
        """Release the lease for the next process."""
        for worker in self.each()[:1]:
            worker.release_lease()

    def forget(self) -> None:
        """Discard all plans, as another worker took over."""
        for worker in self.workers.values():
            worker.forget()

    def round(self, report: Callable) -> bool:
        """Retrieve the due channels; return False if there was no time to ask all of them."""
        workers, until = self.each(), self._end()
        started: dict[Worker, int] = {}
        jobs: dict[Worker, list[PlanChannel]] = {}
        for worker in workers:
            with self.turn(worker):
                started[worker] = worker.now()
                jobs[worker] = worker.jobs(worker.due(started[worker]))
        pairs = [(worker, job) for worker, asked in jobs.items() for job in asked]
        answers = retrieve_jobs(pairs, report, stop=self.stop, until=until, turn=self.turn)
        is_complete = monotonic() < until
        for worker, asked in jobs.items():
            if not self.stop.is_set() and (is_complete or answers[worker] == len(asked)):
                worker.finish_round(started[worker])
        return is_complete

    def do_other_work(self) -> None:
        """Do chores and fetch pictures, first for the sites that have waited longest."""
        workers, until = self.each(), self._end()
        for worker in sorted(workers, key=lambda each: self._served.get(each.path, 0.0)):
            if self.stop.is_set() or monotonic() >= until:
                return
            with self.turn(worker):
                do_due_chores(worker, self._chores.setdefault(worker.path, {}), until)
                fetch_pictures(worker, until=until)
                worker.beat()
            self._served[worker.path] = monotonic()

    def _end(self) -> float:
        """Return when the round, or the other work, must end for the sake of another site."""
        return monotonic() + ROUND_SECONDS if len(self.workers) > 1 else inf

    @contextmanager
    def turn(self, worker: Worker) -> Iterator[None]:
        """Make the worker's site the active one; an error of it costs no other site."""
        try:
            with worker.turn():
                yield
        except LeaseLost:
            raise
        except Exception as error:
            self._note_error(worker, error)

    def _is_served(self, worker):
        if self._skipped_until.get(worker.path, 0.0) > monotonic():
            return False
        try:
            worker.site.getSiteManager()
        except Exception as error:
            self._note_error(worker, error)
            return False
        return True

    def _note_error(self, worker, error):
        """Log an error; leave the site alone for a while if its data, or an add-on, is broken."""
        transaction.abort()
        if is_transient_error(error):
            logger.warning(DATABASE_AWAY, worker.path, error)
        else:
            logger.error("An unforeseen error in the site %s", worker.path, exc_info=error)
            self._skipped_until[worker.path] = monotonic() + SKIPPED_SECONDS
