"""The storage of orders, one for each package; an order is kept after the package is delivered.

A package's files are in blobs of at most ``PIECE_SIZE`` bytes, by order, part and position, so that
a package of any size needs little memory and only short transactions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path
from time import time_ns
from typing import Any
from uuid import uuid4

from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from ZODB.blob import Blob

from ...accounts.channels import archive_log, hub_storage
from ...refresh import faults

BOOK, PIECES = "katrineholm.socialhub.packages", "katrineholm.socialhub.package_files"
BASELINES = "katrineholm.socialhub.package_baselines"
CHORE, TRANSFER = "packages", "deliveries"
PERIOD, CHANGES = "period", "changes"
WAITING, BUILDING, READY, FAILED = "waiting", "building", "ready", "failed"
LOGGED = "package"
UNLOGGED = ("state", "progress", "attempt", "code")  # of the making, not of the package
UNDER_WAY = (WAITING, BUILDING)
PIECE_SIZE = 2**24  # stored in seconds, also in PostgreSQL
CHUNK_SIZE = 2**18
AFTER_ANY = 2**62


@dataclass(frozen=True, slots=True)
class Receipt:
    """The archive's receipt for a package; ``day`` is ISO 8601, ``at`` is in seconds since 1970."""

    day: str
    note: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a package for a channel or an administration, whose UID is ``whose``.

    ``first`` and ``last`` are days (ISO 8601). ``ordered``, ``taken`` (the time of the content) and
    ``removed`` (when the files were removed) are in seconds since 1970. ``attempt`` identifies the
    current attempt to make the package, and ``progress`` is a percentage. Each of the ``parts`` has
    ``id``, ``size`` and ``sha256``. What the package holds is stored apart: see ``baselines``.
    Orders of earlier releases have ``posts``, or ``last_entries`` in 1.0.0a1: mappings by the UIDs
    of their channels. ``kind`` is PERIOD, or CHANGES for what has become of the posts that were
    delivered before; its ``first`` and ``last`` are then those of the posts. ``is_elsewhere`` is
    True if a command made the package, whose files are where the operator put them. ``secret`` is
    the decision by which the package has the messages marked as possibly secret, and nothing else;
    empty for other packages. With ``transfer`` the worker delivers the package to the archive, and
    ``sent`` is when it did. ``acknowledged`` has the parts that the archive has acknowledged, if
    they have been made again since, without what was disposed of.
    """

    id: str
    whose: str
    title: str
    first: str
    last: str
    messages: bool
    diary: bool
    by: str
    ordered: int
    state: str = WAITING
    progress: int = 0
    attempt: str = ""
    taken: int | None = None
    code: str = ""
    parts: tuple[dict[str, Any], ...] = ()
    last_entries: dict[str, tuple[int, int]] | None = None
    receipt: dict[str, Any] | None = None
    removed: int | None = None
    is_elsewhere: bool = False
    posts: dict[str, tuple[tuple[int, int, int], ...]] | None = None
    secret: str = ""
    kind: str = PERIOD
    transfer: bool = False
    sent: int | None = None
    acknowledged: tuple[dict[str, Any], ...] = ()

    @property
    def delivered_parts(self) -> tuple[dict[str, Any], ...]:
        """The parts as the archive has them."""
        return self.acknowledged or self.parts

    @property
    def size(self) -> int:
        """The total size of the parts in bytes."""
        return sum(each["size"] for each in self.parts)

    @property
    def has_files(self) -> bool:
        """True if the package can be downloaded from the site."""
        return self.state == READY and self.removed is None and not self.is_elsewhere

    @property
    def is_to_send(self) -> bool:
        """True if the worker has still to deliver the package to the archive."""
        return self.transfer and self.has_files and self.sent is None and not self.receipt


DEFAULTS = {each.name: each.default for each in fields(Order) if each.default is not MISSING}


def new_id() -> str:
    """Return a unique id that sorts after all earlier ids."""
    return f"{time_ns():016x}{uuid4().hex[:16]}"


def order_parts(packages: Iterable[Any]) -> tuple[dict[str, Any], ...]:
    """Return finished packages (``delivery.Package``) as the ``parts`` of an order."""
    return tuple(
        {"id": each.identifier, "size": each.size, "sha256": each.sha256} for each in packages
    )


def error_path(hub: Container, id: str) -> str:
    """Return the path that identifies an order among the errors of the worker's chores."""
    return f"{faults.item_path(hub)}/@@packages/{id}"


def transfer_path(hub: Container, id: str) -> str:
    """Return the path that identifies the delivery of an order among the errors of chores."""
    return f"{error_path(hub, id)}/delivery"


def save_order(hub: Container, order: Order) -> None:
    """Store a new or changed order; its files are deleted once it has none."""
    # Without defaults: machines of an earlier release read what does not use newer fields.
    given = asdict(order).items()
    values = {name: each for name, each in given if each != DEFAULTS.get(name, order)}
    hub_storage.writable_data(hub, BOOK)[order.id] = values
    archive_log.note_record(hub, LOGGED, order.id, _logged_values(values))
    if not order.has_files and order.state != BUILDING:
        delete_pieces(hub, order.id)


def find_order(hub: Container, id: str) -> Order | None:
    """Return the order with this id, or None."""
    found = hub_storage.stored_data(hub, BOOK).get(id)
    return found and Order(**found)


def all_orders(hub: Container) -> Iterator[Order]:
    """Return all orders, newest first."""
    return (Order(**each) for each in reversed(list(hub_storage.stored_data(hub, BOOK).values())))


def store_baseline(hub: Container, id: str, baseline: dict[str, Any]) -> None:
    """Store the baseline of an order's package: see ``baselines``."""
    hub_storage.writable_data(hub, BASELINES)[id] = PersistentMapping(baseline)


def find_baseline(hub: Container, id: str) -> Mapping[str, Any] | None:
    """Return the baseline of an order's package; None if an earlier release made it."""
    found: Mapping[str, Any] | None = hub_storage.stored_data(hub, BASELINES).get(id)
    return found


def has_pieces(hub: Container, id: str) -> bool:
    """Return whether the files of a ready order are stored: all of them are, or none."""
    return bool(part_pieces(hub, id, 1))


def update_order(hub: Container, id: str, **values: Any) -> Order | None:
    """Change these values of a stored order and return it; None if it no longer exists."""
    found = find_order(hub, id)
    if found is None:
        return None
    found = replace(found, **values)
    save_order(hub, found)
    return found


def delete_order(hub: Container, id: str) -> None:
    """Delete an order and its files if it exists."""
    hub_storage.stored_data(hub, BASELINES).pop(id, None)
    if hub_storage.writable_data(hub, BOOK).pop(id, None):
        archive_log.note_record(hub, LOGGED, id, None)
    delete_pieces(hub, id)


def logged_orders(hub: Container) -> Iterator[tuple[str, dict]]:
    """Yield id and stored values of each order, as they are logged."""
    for id, values in hub_storage.stored_data(hub, BOOK).items():
        yield id, _logged_values(values)


def store_piece(hub: Container, id: str, part: int, start: int, path: Path) -> None:
    """Store a piece of a part of a package, from ``start`` in a file; the file remains."""
    blob = Blob()
    with path.open("rb") as file, blob.open("w") as target:
        file.seek(start)
        for at in range(0, PIECE_SIZE, CHUNK_SIZE):
            target.write(file.read(min(CHUNK_SIZE, PIECE_SIZE - at)))
    hub_storage.writable_data(hub, PIECES)[id, part, start] = blob


def part_pieces(hub: Container, id: str, part: int) -> dict[int, Blob]:
    """Return the stored pieces of a part, counted from 1, by their positions; empty if none."""
    found = hub_storage.stored_data(hub, PIECES).items((id, part, 0), (id, part, AFTER_ANY))
    return {start: blob for (_id, _part, start), blob in found}


def delete_pieces(hub: Container, id: str) -> None:
    """Delete the files of an order."""
    pieces = hub_storage.stored_data(hub, PIECES)
    for key in [*pieces.keys((id, 0), (id, AFTER_ANY))]:
        del pieces[key]


def _logged_values(values):
    return {name: each for name, each in values.items() if name not in UNLOGGED}
