"""The storage of orders: a record for each package, kept after its delivery."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from time import time_ns
from typing import Any
from uuid import uuid4

from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...refresh import faults

BOOK = "katrineholm.socialhub.packages"
CHORE = "packages"
WAITING, BUILDING, READY, FAILED = "waiting", "building", "ready", "failed"
UNDER_WAY = (WAITING, BUILDING)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The archive's receipt: ``day`` is ISO 8601, ``at`` in seconds since 1970."""

    day: str
    note: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Order:
    """An ordered package of a channel or an administration (``whose``, a UID).

    ``first`` and ``last`` are days (ISO 8601); ``ordered``, ``taken`` (the timestamp of its
    content) and ``removed`` (its files) in seconds since 1970. ``attempt`` identifies the current
    attempt to make it, ``progress`` is in per cent. ``parts`` have ``id``, ``size`` and ``sha256``.
    ``posts`` is its coverage, by the UID of each channel: see ``coverage``. ``last_entries`` is the
    coverage as written by 1.0.0a1, for channels whose newest post is in it: the time of that post,
    and the number of posts. A package made by a command ``is_elsewhere``: its files are where the
    operator put them.
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

    @property
    def size(self) -> int:
        """The size of all parts together, in bytes."""
        return sum(each["size"] for each in self.parts)

    @property
    def has_files(self) -> bool:
        """True if there are files to download."""
        return self.state == READY and self.removed is None and not self.is_elsewhere


def new_id() -> str:
    """Return a unique id; later ids sort after earlier ones."""
    return f"{time_ns():016x}{uuid4().hex[:16]}"


def order_parts(packages: Iterable[Any]) -> tuple[dict[str, Any], ...]:
    """Return the packages that were made (``delivery.Package``) as parts of an order."""
    return tuple(
        {"id": each.identifier, "size": each.size, "sha256": each.sha256} for each in packages
    )


def fault_path(hub: Container, id: str) -> str:
    """Return the path of an order among the faults of the worker's chores."""
    return f"{faults.item_path(hub)}/@@packages/{id}"


def save_order(hub: Container, order: Order) -> None:
    """Store an order, new or changed."""
    hub_storage.writable_data(hub, BOOK)[order.id] = asdict(order)


def find_order(hub: Container, id: str) -> Order | None:
    """Return the order with this id, or None."""
    found = hub_storage.stored_data(hub, BOOK).get(id)
    return found and Order(**found)


def all_orders(hub: Container) -> Iterator[Order]:
    """Return all orders, newest first."""
    return (Order(**each) for each in reversed(list(hub_storage.stored_data(hub, BOOK).values())))


def update_order(hub: Container, id: str, **values: Any) -> Order | None:
    """Store these values of an order and return it; None if it no longer exists."""
    found = find_order(hub, id)
    if found is None:
        return None
    found = replace(found, **values)
    save_order(hub, found)
    return found


def delete_order(hub: Container, id: str) -> None:
    """Delete an order without a package."""
    hub_storage.writable_data(hub, BOOK).pop(id, None)
