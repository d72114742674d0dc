"""The measurement of a site's storage: the annotations of its hubs, and their files.

Sizes are those of the records in the database, and of the files beside it. No record is unpickled,
and each file is opened once: with PostgreSQL it would be copied to this machine each time.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import time
from typing import Any

from BTrees.LLBTree import LLTreeSet
from ZODB.blob import is_blob_record
from ZODB.serialize import referencesf
from ZODB.utils import p64, u64
from zope.annotation.interfaces import IAnnotations

from .. import HOUR
from ..accounts.channels.hub import all_hubs
from ..accounts.channels.hub_storage import is_hub_data
from ..accounts.channels.limits import (
    STORAGE,
    StorageSize,
    file_sizes,
    site_limit,
    store_storage_size,
)
from .chores import Chore
from .worker import Worker

RECORDS_PER_BEAT = 1000


def measure_storage(worker: Worker) -> None:
    """Measure the site's storage if it has a limit."""
    if site_limit(STORAGE, worker.site):
        measured = measured_site(worker.site, worker.now(), worker.beat)
        worker.write(store_storage_size, worker.site, *measured)


def measured_site(
    site: Any, now: int | None = None, beat: Callable[[], object] = int
) -> tuple[StorageSize, dict[int, int]]:
    """Return the size of the current site's stored data, and those of its files by number.

    ``beat`` is called from time to time.
    """
    total, known, files = 0, file_sizes(site), {}
    for count, (number, record) in enumerate(_records(site._p_jar), 1):
        total += len(record)
        if is_blob_record(record):
            files[number] = known.get(number) or _file_size(site._p_jar, number)
        if count % RECORDS_PER_BEAT == 0:
            beat()
    size = total + sum(files.values())
    return StorageSize(size, int(time()) if now is None else now), files


def _records(connection) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the record of each stored object below the hubs' annotations."""
    waiting, seen = [*_roots()], LLTreeSet()
    while waiting:
        oid = waiting.pop()
        if seen.insert(u64(oid)):
            record, _tid = connection._storage.load(oid)
            referencesf(record, waiting)
            yield u64(oid), record


def _roots() -> Iterator[bytes]:
    for hub in all_hubs():
        stored = (value for name, value in IAnnotations(hub).items() if is_hub_data(name))
        yield from filter(None, (getattr(each, "_p_oid", None) for each in stored))


def _file_size(connection, number):
    return Path(connection.get(p64(number)).committed()).stat().st_size


STORAGE_CHORE = Chore(6 * HOUR, measure_storage)
