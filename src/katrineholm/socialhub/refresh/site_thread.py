"""Threads of the worker that read a site for long, on a connection of their own.

They do not hold up the retrieval, and read everything as it was in one transaction. Only the worker
itself writes to the database.
"""

from math import inf
from threading import Event, Thread
from time import monotonic
from typing import Any

import transaction
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from AccessControl.users import system
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest, setRequest
from zope.interface import implementer

from .. import MINUTE
from .faults import attempt
from .interfaces import IChore
from .lease import LeaseLost
from .worker import Worker


class SiteThread(Thread):
    """A thread that reads the site of a worker; ``hub_path`` is the physical path of its hub.

    Its failures are stored under ``path``, see ``faults``. ``error`` is what ended it too early.
    """

    path: str
    error: Exception | None = None

    def __init__(self, worker: Worker, hub: Any, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.worker, self.hub_path, self.is_wanted = worker, hub.getPhysicalPath(), Event()
        self.is_wanted.set()
        site: Any = worker.site
        self.site_path, self._database = site.getPhysicalPath(), site._p_jar.db()

    def opened_site(self) -> "_OpenedSite":
        """Return a context manager for the site, as it is when that is entered."""
        return _OpenedSite(self._database, self.site_path)

    def is_running(self) -> bool:
        """Return whether the result is still wanted of this worker."""
        return self.is_wanted.is_set() and not self.worker.stop.is_set()

    def is_abandoned(self, worker: Worker) -> bool:
        """Return whether its worker is served no more, or ``worker`` now works for its site."""
        is_replaced = worker is not self.worker and worker.site.getPhysicalPath() == self.site_path
        return is_replaced or not self.worker.is_served


@implementer(IChore)
class ThreadChore:
    """A chore whose work is done by threads, one after the other, while the worker retrieves.

    All sites of the process share it, so that there is never more than one thread. A worker that
    does not stay waits for each thread, but interrupts it after ``patience`` seconds.
    """

    every = MINUTE

    def __init__(self, patience: float = inf) -> None:
        self.patience = patience
        self.thread: SiteThread | None = None

    def started_thread(self, worker: Worker) -> SiteThread | None:
        """Start and return a thread if there is work to do."""
        raise NotImplementedError

    def store_progress(self, worker: Worker, thread: Any) -> None:
        """Store what a thread has found so far."""

    def store_outcome(self, worker: Worker, thread: Any) -> None:
        """Store what a thread has found that has ended."""
        raise NotImplementedError

    def __call__(self, worker: Worker) -> None:
        if self.thread and self.thread.is_abandoned(worker):
            self.end()
            self.thread = None
        while self._finishes_one(worker) and not worker.stays:
            pass

    def end(self) -> None:
        """Have the thread stop; the next worker begins again."""
        if self.thread:
            self.thread.is_wanted.clear()

    def _finishes_one(self, worker) -> bool:
        """Start or follow a thread; return whether it has come to its end."""
        self.thread = self.thread or self.started_thread(worker)
        if self.thread is None or self.thread.worker is not worker:
            return False
        try:
            return self._follow(worker, self.thread)
        except LeaseLost:
            self.end()
            raise

    def _follow(self, worker, thread):
        end = monotonic() + self.patience
        while thread.is_alive() and not worker.stays:
            if monotonic() > end:
                self.end()
            thread.join(1)
            attempt(worker, thread.path, self.store_progress, worker, thread)
            worker.beat()
        if thread.is_alive():
            attempt(worker, thread.path, self.store_progress, worker, thread)
            worker.beat()
            return False
        self.thread = None
        attempt(worker, thread.path, self.store_outcome, worker, thread)
        return thread.error is None and thread.is_running()


class _OpenedSite:
    def __init__(self, database, path) -> None:
        self._connection, self._path = database.open(), path

    def __enter__(self):
        app = makerequest(self._connection.root()["Application"])
        setRequest(app.REQUEST)
        newSecurityManager(None, system)
        site = app.unrestrictedTraverse(self._path)
        setSite(site)
        return site

    def __exit__(self, *_error):
        setSite(None)
        noSecurityManager()
        clearRequest()
        transaction.abort()
        self._connection.close()
