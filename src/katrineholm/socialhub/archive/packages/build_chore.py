"""The worker's chore that makes the ordered packages, one at a time, while it retrieves channels.

A thread reads from its own connection in one transaction, so that a package is consistent, and
writes files in a folder of its own. Only the worker itself writes to the database: it stores the
finished files piece by piece. If it dies or loses its lease, the next worker restarts the order and
deletes the pieces, which could not be downloaded yet.
"""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from time import monotonic, time
from uuid import uuid4

from plone import api
from zope.interface import implementer

from ... import logger
from ...accounts.channels.hub import all_hubs
from ...core.files.package_model import PackageInterrupt
from ...refresh import faults
from ...refresh.database_errors import is_transient_error
from ...refresh.faults import attempt, item_path
from ...refresh.interfaces import IChore
from ...refresh.lease import LeaseLost
from ...refresh.site_thread import SiteThread
from ...refresh.worker import Worker
from . import order_storage
from .baselines import package_baseline
from .changes import changes_scope, open_changes
from .delivery import PackageRefused, deliver_packages
from .order_storage import BUILDING, CHANGES, FAILED, READY, UNDER_WAY, WAITING, Order
from .package_files import (
    FAILURE_REASONS,
    delete_remains,
    file_pieces,
    old_folder,
    scratch_folder,
    stranded_orders,
    take_in_files,
)
from .scope import package_scope
from .targets import has_target

STORE_SECONDS = 5  # the retrieval waits no longer while a package is stored
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class BuildThread(SiteThread):
    """A thread that tries once to make a package; ``outcome`` has the new values of its order."""

    def __init__(
        self, worker: Worker, hub, order: Order, deliver: Callable = deliver_packages
    ) -> None:
        super().__init__(worker, hub, f"package {order.id}")
        self.order, self._deliver, self.scratch = order, deliver, ExitStack()
        self.pieces: Iterator | None = None
        self.path, self.why = order_storage.error_path(hub, order.id), ""
        self.percent = 0
        self.outcome: dict = {}
        self.baseline: dict = {}

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
            if is_transient_error(error) or not self.is_running():
                self.outcome = {"state": WAITING}
                return
            logger.exception("An unforeseen fault in making the package %s", self.order.id)
            self.outcome, self.why = (
                {"state": FAILED, "code": "fault"},
                faults.exception_text(error),
            )
        finally:
            if self.pieces is None:
                self.scratch.close()

    def _make(self):
        folder = self.scratch.enter_context(scratch_folder())
        with self.opened_site() as site:
            taken = int(time())
            scope = _scope(site.unrestrictedTraverse(self.hub_path), self.order)
            if scope is None:
                return {"state": FAILED, "code": "gone"}
            if scope.changes and open_changes(scope.hub, self.order):
                return {"state": FAILED, "code": "open"}
            packages = self._deliver(
                scope,
                folder,
                on_progress=self._set_percent,
                is_stopped=lambda: not self.is_running(),
            )
            self.baseline = package_baseline(scope, taken)
        self.pieces = file_pieces([each.path for each in packages])
        parts = order_storage.order_parts(packages)
        days = {"first": scope.first.isoformat(), "last": scope.last.isoformat()}
        transfer = has_target("/".join(self.site_path))
        return {"state": READY, "taken": taken, "parts": parts, "transfer": transfer, **days}

    def _set_percent(self, percent):
        self.percent = percent


@implementer(IChore)
class BuildChore:
    """The chore that starts orders, stores their progress and deletes unneeded files.

    All sites of the process share it: a package goes on while other sites have their turns, and
    they start none until it is stored.
    """

    every = 5

    def __init__(self, deliver: Callable = deliver_packages) -> None:
        self.build: BuildThread | None = None
        self._deliver = deliver

    def __call__(self, worker: Worker) -> None:
        if self.build and self.build.is_abandoned(worker):
            self.end()
            self.build = None
        if self.build is None:
            delete_remains()
            for hub in all_hubs():
                attempt(worker, f"{item_path(hub)}/@@packages", _empty_old_folder, worker, hub)
            self.build = _start_next(worker, self._deliver)
        if self.build and self.build.worker is worker:
            try:
                self._follow(worker, self.build)
            except LeaseLost:
                self.build.is_wanted.clear()
                raise

    def end(self) -> None:
        """Have the thread stop building; the next worker goes on."""
        if self.build:
            self.build.is_wanted.clear()

    def _follow(self, worker, build):
        while build.is_alive() and not worker.stays:
            build.join(self.every)
            worker.beat()
        if build.is_alive():
            if not worker.write(_store_progress, worker.site, build, build.percent):
                build.is_wanted.clear()
            return
        self.build = None
        if attempt(worker, build.path, _store_package, worker, build):
            self.build = build
        else:
            build.scratch.close()


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
    order_storage.delete_pieces(hub, order.id)
    claimed = {"state": BUILDING, "progress": 0, "attempt": order.attempt}
    return order_storage.update_order(hub, order.id, **claimed) is not None


def _store_package(worker, build):
    """Store the files of a package piece by piece, and then the outcome.

    Return whether there is more to store, in the next round.
    """
    last = monotonic() + STORE_SECONDS
    for piece in build.pieces or ():
        if not (build.is_running() and worker.write(_store_piece, worker.site, build, *piece)):
            return False
        worker.beat()
        if worker.stays and monotonic() > last:
            return True
    worker.write(_store_outcome, worker.site, build, worker.now())
    return False


def _store_piece(site, build, *piece):
    """Store a piece of a package if it is still wanted; return whether it is."""
    hub, order = _wanted_order(site, build)
    if order:
        order_storage.store_piece(hub, order.id, *piece)
    return bool(order)


def _store_progress(site, build, percent):
    """Store the progress of a package if it has changed; return whether it is still wanted."""
    hub, order = _wanted_order(site, build)
    if order and order.progress != percent:
        order_storage.save_order(hub, replace(order, progress=percent))
    return bool(order)


def _wanted_order(site, build):
    hub = site.unrestrictedTraverse(build.hub_path, None)
    order = hub and order_storage.find_order(hub, build.order.id)
    return hub, order if order and order.attempt == build.order.attempt else None


def _store_outcome(site, build, now):
    """Store the outcome; the office's board lists a failed order until somebody tries it again."""
    if _store_progress(site, build, 100 if build.outcome["state"] == READY else 0):
        hub = site.unrestrictedTraverse(build.hub_path)
        if build.order.acknowledged:
            # The archive has it as it was.
            build.outcome.pop("taken", None)
        elif build.baseline:
            order_storage.store_baseline(hub, build.order.id, build.baseline)
        order_storage.update_order(hub, build.order.id, **build.outcome)
        if build.outcome["state"] == FAILED:
            why = build.why or str(FAILURE_REASONS[build.outcome["code"]])
            faults.store_fault(site, order_storage.CHORE, build.path, why, now, again=faults.NEVER)


def _scope(hub, order):
    if order.kind == CHANGES:
        return changes_scope(hub, order)
    context = api.content.get(UID=order.whose)
    if context is None:
        return None
    days = (date.fromisoformat(each) for each in (order.first, order.last))
    scope = package_scope(context, *days)
    if scope is None or scope.hub.getPhysicalPath() != hub.getPhysicalPath():
        return None
    has_messages = order.messages or bool(order.secret)
    return replace(scope, has_messages=has_messages, has_diary=order.diary, secret=order.secret)


def _empty_old_folder(worker, hub):
    """Take in the packages of an earlier release, whose folder this worker may reach."""
    folder, path = old_folder(hub), hub.getPhysicalPath()
    if not folder.is_dir():
        return
    for order in stranded_orders(hub):
        error_path = order_storage.error_path(hub, order.id)
        attempt(worker, error_path, worker.write, _take_in, worker.site, path, order.id)
    wanted = {each.id for each in stranded_orders(hub)}
    for each in folder.iterdir():
        if each.name not in wanted:
            shutil.rmtree(each, ignore_errors=True)


def _take_in(site, path, id):
    hub = site.unrestrictedTraverse(path)
    order = order_storage.find_order(hub, id)
    return order and order.has_files and take_in_files(hub, order)


BUILD_CHORE = BuildChore()
