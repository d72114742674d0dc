"""A check that the archive's own records and their files are those that its log has."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from plone.dexterity.content import Container
from ZODB.POSException import POSKeyError

from ...accounts.channels import archive_log
from ..packages import order_storage as packages
from ..packages import snapshot_storage as snapshots
from . import disposal_storage as disposals

# The stored records of each kind, by their names.
RECORDS: dict[str, Callable[[Container], Iterable[tuple[str, dict]]]] = {
    snapshots.LOGGED: snapshots.logged_snapshots,
    packages.LOGGED: packages.logged_orders,
    disposals.LOGGED: disposals.logged_proposals,
}
CHUNK_SIZE = 2**18


def archive_log_errors(hub: Container) -> Iterator[str]:
    """Yield a message about each record that is not as it was logged, see ``IRecordCheck``.

    In a hub of an earlier version none has been logged before the upgrade step.
    """
    for kind, records in RECORDS.items() if archive_log.is_begun(hub) else ():
        logged = dict(archive_log.logged_hashes(hub, kind))
        for name, record in records(hub):
            if archive_log.record_hash(record) != logged.pop(name, ""):
                yield f"the {kind} {name} is not as it was logged"
        yield from (f"the {kind} {name} is missing" for name, found in logged.items() if found)
        hub._p_jar.cacheMinimize()
    yield from _file_errors(hub)


def note_all_records(hub: Container) -> None:
    """Log all records as they are: an earlier version, which may still run, did not log them."""
    for kind, records in RECORDS.items():
        logged = dict.fromkeys(name for name, _hash in archive_log.logged_hashes(hub, kind))
        for name, record in (logged | dict(records(hub))).items():
            archive_log.note_record(hub, kind, name, record)


def _file_errors(hub):
    """Check the files of snapshots and packages; one that has been disposed of has none."""
    for each in snapshots.all_snapshots(hub):
        if each.disposed is None and blobs_hash([each.file]) != each.sha256:
            yield f"the snapshot {each.uid}:{each.id}: its file is missing or changed"
    for order in packages.all_orders(hub):
        for number, part in enumerate(order.parts if order.has_files else (), 1):
            pieces = packages.part_pieces(hub, order.id, number)
            if blobs_hash(pieces.values()) != part["sha256"]:
                yield f"the package {order.id}: the file of its part {number} is missing or changed"


def blobs_hash(blobs: Iterable[Any]) -> str:
    """Return the SHA-256 of files one after the other; empty if one is gone from the disk."""
    found = sha256()
    try:
        for blob in blobs:
            with blob.open() as file:
                while chunk := file.read(CHUNK_SIZE):
                    found.update(chunk)
    except (POSKeyError, AttributeError):
        return ""
    return found.hexdigest()
