"""A log of the archive's own records: snapshots, packages and disposals.

Each time one of them is stored, a line ``(time, kind, name, hash)`` is appended, unless it is the
same as before; ``hash`` is the SHA-256 of the record as canonical JSON, empty if it was removed.
The lines are also in the hub-wide log: what is stored must match the latest line about it. Holds
are logged by ``post_acts``, rules by ``archive.retention.retention_log``.
"""

from collections.abc import Iterator, Mapping
from time import time_ns
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree

from ...core.messages.integrity import canonical_json, sha256_hex
from . import hub_storage

KEY, LANE = "katrineholm.socialhub.archive_log", "archive"
# ``latest`` maps kind and name to the number of the latest line.
BOOK = hub_storage.HubStorage(KEY, {"lines": LOBTree, "latest": OOBTree})
SECOND = 1_000_000_000


def note_record(hub: Any, kind: str, name: str, record: Mapping[str, Any] | None) -> None:
    """Log that a record has been stored, or removed if it is None; only a change is logged."""
    now, found = time_ns(), "" if record is None else record_hash(record)
    if logged_hash(hub, kind, name) != found:
        book = BOOK.writable(hub)
        number = hub_storage.new_key(book["lines"], now)
        line = (now // SECOND, kind, name, found)
        hub_storage.append_line(hub, LANE, book["lines"], number, line)
        book["latest"][kind, name] = number


def is_begun(hub: Any) -> bool:
    """Return whether any record has been logged."""
    return bool(BOOK.read(hub)["lines"])


def logged_hash(hub: Any, kind: str, name: str) -> str:
    """Return the hash of a record by the latest line about it; empty if it is not to be there."""
    return dict(_latest(hub, (kind, name), (kind, name))).get((kind, name), "")


def logged_hashes(hub: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Yield name and hash of each record of a kind, by the latest line about it."""
    return ((name, found) for (_kind, name), found in _latest(hub, (kind, ""), (f"{kind} ", "")))


def record_hash(record: Mapping[str, Any]) -> str:
    """Return the hash of a record."""
    return sha256_hex(canonical_json(dict(record)))


def log_lane(hub: Any) -> hub_storage.Lane:
    """Return this log as a lane of the hub-wide log."""
    return hub_storage.lane_of(BOOK.read(hub)["lines"])


def _latest(hub, first, last):
    book = BOOK.read(hub)
    for key, number in book["latest"].items(first, last):
        # A line that is missing is noticed in the hub-wide log.
        yield key, book["lines"].get(number, ("",))[-1]
