"""The worker's chore that makes the ordered packages, one at a time, while it retrieves channels.

A thread reads from its own connection in one transaction, so that a package is consistent, and
writes the files. Only the worker itself writes to the database: if it dies or loses its lease, the
next worker restarts the order and removes the unfinished files, which nobody could download.
"""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event, Thread
from time import time
from typing import Any
from uuid import uuid4

import transaction
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from AccessControl.users import system
from plone import api
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest, setRequest
from zope.interface import implementer

from ... import logger
from ...accounts.channels.hub import all_hubs
from ...core.files.package_model import PackageInterrupt
from ...refresh import faults
from ...refresh.database_errors import is_transient_error
from ...refresh.faults import attempt, item_path
from ...refresh.interfaces import IChore
from ...refresh.lease import LeaseLost
from ...refresh.worker import Worker
from . import order_storage
from .coverage import package_coverage
from .delivery import PackageRefused, deliver_packages
from .order_storage import BUILDING, FAILED, READY, UNDER_WAY, WAITING, Order
from .package_files import FAILURE_REASONS, package_folder
from .scope import package_scope

DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class BuildThread(Thread):
    """A thread that tries once to make a package; ``outcome`` has the new values of its order."""

    def __init__(
        self, worker: Worker, hub, order: Order, deliver: Callable = deliver_packages
    ) -> None:
        super().__init__(name=f"package {order.id}", daemon=True)
        self.worker, self.order, self._deliver = worker, order, deliver
        self.hub_path, self.folder = hub.getPhysicalPath(), package_folder(hub) / order.id
        self.path, self.why = order_storage.error_path(hub, order.id), ""
        self.percent, self.is_wanted = 0, Event()
        self.outcome: dict = {}
        self.is_wanted.set()
        site: Any = worker.site
        self._site_path, self._database = site.getPhysicalPath(), site._p_jar.db()

    def run(self) -> None:
        try:
            self.outcome = self._make()
        except PackageInterrupt:
            self.outcome = {"state": WAITING}
        except PackageRefused:
            self.outcome = {"state": FAILED, "code": "no_number"}
        except OSError as error:
            logger.warning("The package %s cannot be written: %s", self.order.id, error)
            code = "full" if error.errno in DISK_FULL else "no_folder"
            self.outcome = {"state": FAILED, "code": code}
        # A failing order must not end the worker.
        except Exception as error:
            if is_transient_error(error) or not self._is_running():
                self.outcome = {"state": WAITING}
                return
            logger.exception("An unforeseen fault in making the package %s", self.order.id)
            self.outcome, self.why = (
                {"state": FAILED, "code": "fault"},
                faults.exception_text(error),
            )

    def _make(self):
        # Nobody needs the remains of an earlier attempt.
        shutil.rmtree(self.folder, ignore_errors=True)
        folder = self.folder / self.order.attempt
        folder.mkdir(parents=True)
        with _OpenedSite(self._database, self._site_path) as site:
            taken = int(time())
            scope = _scope(site.unrestrictedTraverse(self.hub_path), self.order)
            if scope is None:
                return {"state": FAILED, "code": "gone"}
            packages = self._deliver(
                scope,
                folder,
                on_progress=self._set_percent,
                is_stopped=lambda: not self._is_running(),
            )
            posts = package_coverage(scope, taken)
        parts = order_storage.order_parts(packages)
        return {"state": READY, "taken": taken, "parts": parts, "posts": posts}

    def _set_percent(self, percent):
        self.percent = percent

    def _is_running(self):
        return self.is_wanted.is_set() and not self.worker.stop.is_set()


class _OpenedSite:
    """The site on a connection of this thread, as it is now."""

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


@implementer(IChore)
class BuildChore:
    """The chore that starts orders, stores their progress and deletes unneeded files."""

    every = 5

    def __init__(self, deliver: Callable = deliver_packages) -> None:
        self.build: BuildThread | None = None
        self._deliver = deliver

    def __call__(self, worker: Worker) -> None:
        if self.build and self.build.worker is not worker:
            self.build.is_wanted.clear()
            self.build = None
        if self.build is None:
            for hub in all_hubs():
                attempt(worker, f"{item_path(hub)}/@@packages", _remove_unneeded, hub)
            self.build = _start_next(worker, self._deliver)
        if self.build:
            try:
                self._follow(worker, self.build)
            except LeaseLost:
                self.build.is_wanted.clear()
                raise

    def _follow(self, worker, build):
        while build.is_alive() and not worker.stays:
            build.join(self.every)
            worker.beat()
        if build.is_alive():
            if not worker.write(_store_progress, worker.site, build, build.percent):
                build.is_wanted.clear()
            return
        self.build = None
        attempt(worker, build.path, worker.write, _store_outcome, worker.site, build, worker.now())


def _start_next(worker, deliver):
    """Start the next package, including one that another worker has left."""
    for hub in all_hubs():
        for order in attempt(worker, item_path(hub), _open_orders, hub) or ():
            path = order_storage.error_path(hub, order.id)
            if build := attempt(worker, path, _start, worker, hub, order, deliver):
                return build
    return None


def _open_orders(hub) -> list[Order]:
    found = [each for each in order_storage.all_orders(hub) if each.state in UNDER_WAY]
    return found[::-1]


def _start(worker, hub, order, deliver):
    order = replace(order, state=BUILDING, progress=0, attempt=uuid4().hex)
    if not worker.write(_claim, worker.site, hub.getPhysicalPath(), order):
        return None
    build = BuildThread(worker, hub, order, deliver)
    build.start()
    return build


def _claim(site, path, order):
    hub = site.unrestrictedTraverse(path)
    claimed = {"state": BUILDING, "progress": 0, "attempt": order.attempt}
    return order_storage.update_order(hub, order.id, **claimed) is not None


def _store_progress(site, build, percent):
    """Store the progress of a package if it has changed; return whether it is still wanted."""
    hub = site.unrestrictedTraverse(build.hub_path, None)
    order = hub and order_storage.find_order(hub, build.order.id)
    if not order or order.attempt != build.order.attempt:
        return False
    if order.progress != percent:
        order_storage.save_order(hub, replace(order, progress=percent))
    return True


def _store_outcome(site, build, now):
    """Store the outcome; the office's board lists a failed order until somebody tries it again."""
    if _store_progress(site, build, 100 if build.outcome["state"] == READY else 0):
        hub = site.unrestrictedTraverse(build.hub_path)
        order_storage.update_order(hub, build.order.id, **build.outcome)
        if build.outcome["state"] == FAILED:
            why = build.why or str(FAILURE_REASONS[build.outcome["code"]])
            faults.store_fault(site, order_storage.CHORE, build.path, why, now, again=faults.NEVER)


def _scope(hub, order):
    context = api.content.get(UID=order.whose)
    if context is None:
        return None
    days = (date.fromisoformat(each) for each in (order.first, order.last))
    scope = package_scope(context, *days)
    if scope is None or scope.hub.getPhysicalPath() != hub.getPhysicalPath():
        return None
    return replace(scope, has_messages=order.messages, has_diary=order.diary)


def _remove_unneeded(hub):
    folder = package_folder(hub)
    if not folder.is_dir():
        return
    wanted = {each.id for each in order_storage.all_orders(hub) if each.has_files}
    for each in folder.iterdir():
        if each.name not in wanted:
            shutil.rmtree(each, ignore_errors=True)


BUILD_CHORE = BuildChore()
