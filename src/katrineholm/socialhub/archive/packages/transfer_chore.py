"""The worker's chore that delivers packages to the archive, and notes the archive's receipts.

A thread for each hub talks with the archive, so that no retrieval waits for it. Only the worker
itself writes to the database. Failures are shown on the board, and tried again with growing delays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from threading import Thread
from typing import Any

from zope.interface import implementer

from ... import MINUTE, logger
from ...accounts.channels.hub import all_hubs
from ...core.files.package_model import PackageInterrupt
from ...refresh import faults
from ...refresh.faults import is_skipped
from ...refresh.interfaces import IChore
from ...refresh.worker import Worker
from . import order_storage
from .folder_target import open_folder
from .order_storage import TRANSFER, Order, transfer_path
from .orders import accept_receipt
from .package_stream import PieceStream
from .receipts import FoundReceipt, found_receipts
from .sftp_target import open_sftp
from .targets import NO_FOLDER, Delivery, DeliveryFailed, Place, Target, site_target

RECEIPTS = "receipts"
RECEIPT_SECONDS = 10 * MINUTE  # between two looks for receipts


class TransferThread(Thread):
    """A thread that delivers one package at most, and reads the receipts for those delivered."""

    def __init__(
        self,
        worker: Worker,
        target: Target,
        hub_path: tuple[str, ...],
        item: tuple[Order, list[Delivery]] | None,
        delivered: list[Order],
        seen: set[tuple],
    ) -> None:
        super().__init__(name="delivery to the archive", daemon=True)
        self._stop_asked, self._target = worker.stop, target
        self.order = item[0] if item else None
        self._files = item[1] if item else []
        self._delivered, self._seen, self.hub_path = delivered, seen, hub_path
        self.is_sent = False
        self.receipts: list[FoundReceipt] = []
        self.why: Any = ""

    def run(self) -> None:
        try:
            with (open_sftp if self._target.host else open_folder)(self._target) as place:
                self._deliver(place)
                self.receipts += found_receipts(self._delivered, place.receipt_files(), self._seen)
        except PackageInterrupt:
            pass
        except DeliveryFailed as error:
            logger.warning("Delivery to the archive: %s %s", error.why, error.detail)
            self.why = error.why
        except OSError as error:
            logger.warning("Delivery to the archive: %s", error)
            self.why = NO_FOLDER
        # Whatever a server or a file system does must not end the worker's thread silently.
        except Exception as error:
            logger.exception("An unforeseen fault in a delivery to the archive")
            self.why = faults.exception_text(error)

    def _deliver(self, place: Place) -> None:
        for each in self._files:
            place.put(replace(each, chunks=partial(self._chunks, each)))
        self.is_sent = self.order is not None

    def _chunks(self, file: Delivery) -> Iterator[bytes]:
        for chunk in file.chunks():
            if self._stop_asked.is_set():
                raise PackageInterrupt
            yield chunk


@implementer(IChore)
class TransferChore:
    """The chore with a thread for each hub of the sites for which the operator has set a target."""

    every = MINUTE

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self.threads: dict[str, TransferThread] = {}
        self._seen: dict[str, set[tuple]] = {}
        self._read: dict[str, int] = {}
        self._environ = {} if environ is None else {"environ": environ}

    def __call__(self, worker: Worker) -> None:
        target = self._target(worker)
        for hub in all_hubs():
            path = faults.item_path(hub)
            if thread := self.threads.get(path):
                if thread.is_alive():
                    continue
                del self.threads[path]
                worker.write(_store_outcome, worker.site, thread, worker.now())
            if target and (thread := self._next(worker, target, hub, path)):
                self.threads[path] = thread
                thread.start()

    def end(self) -> None:
        """Have no thread go on: each looks at its worker's ``stop`` before every piece."""

    def _target(self, worker: Worker) -> Target | None:
        try:
            path = "/".join(worker.site.getPhysicalPath())
            return None if is_skipped(worker, "") else site_target(path, **self._environ)
        except DeliveryFailed as error:
            worker.write(faults.store_fault, worker.site, TRANSFER, "", error.why, worker.now())
            return None

    def _next(self, worker: Worker, target: Target, hub: Any, path: str) -> TransferThread | None:
        """Return the next thread of a hub, which also reads receipts; None if nothing is due."""
        orders = list(order_storage.all_orders(hub))[::-1]
        waiting = (each for each in orders if each.is_to_send)
        ready = (each for each in waiting if not is_skipped(worker, transfer_path(hub, each.id)))
        order = next(ready, None)
        delivered = [each for each in orders if each.sent is not None and not each.receipt]
        is_read = not 0 <= worker.now() - self._read.get(path, 0) < RECEIPT_SECONDS
        is_due = delivered and is_read and not is_skipped(worker, transfer_path(hub, RECEIPTS))
        if not (order or is_due):
            return None
        self._read[path] = worker.now()
        item = (order, list(_deliveries(hub, order))) if order else None
        seen = self._seen.setdefault(path, set())
        return TransferThread(worker, target, hub.getPhysicalPath(), item, delivered, seen)


def _deliveries(hub, order) -> Iterator[Delivery]:
    for number, part in enumerate(order.parts, 1):
        pieces = order_storage.part_pieces(hub, order.id, number)
        chunks = partial(iter, PieceStream(pieces, 0, part["size"]))
        yield Delivery(f"{part['id']}.zip", part["size"], part["sha256"], chunks)


def _store_outcome(site, thread, now):
    hub = site.unrestrictedTraverse(thread.hub_path, None)
    if hub is None:
        return
    order = thread.order and order_storage.find_order(hub, thread.order.id)
    if thread.is_sent and order and order.parts == thread.order.parts:
        order_storage.update_order(hub, order.id, sent=now)
    for found in thread.receipts:
        accept_receipt(hub, found.order, found.part, found.note, now)
    path = transfer_path(hub, thread.order.id if thread.order and not thread.is_sent else RECEIPTS)
    done = [transfer_path(hub, thread.order.id)] if thread.is_sent else []
    faults.delete_faults(site, TRANSFER, done if thread.why else [*done, path])
    if thread.why:
        faults.store_fault(site, TRANSFER, path, thread.why, now)


TRANSFER_CHORE = TransferChore()
