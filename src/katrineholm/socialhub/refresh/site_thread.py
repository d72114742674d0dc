"""Threads of the worker that read a site for long, on a connection of their own.

They do not hold up the retrieval, and read everything as it was in one transaction. Only the worker
itself writes to the database.
"""

from threading import Event, Thread
from typing import Any

import transaction
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from AccessControl.users import system
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest, setRequest

from .worker import Worker


class SiteThread(Thread):
    """A thread that reads the site of a worker; ``hub_path`` is the physical path of its hub."""

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
