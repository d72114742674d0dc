"""The storage of orders, one for each package; an order is kept after the package is delivered."""

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
    ``id``, ``size`` and ``sha256``. ``posts`` is the coverage by channel UID: see ``coverage``.
    Orders of 1.0.0a1 have ``last_entries`` instead: for each channel whose newest post is included,
    the time of that post and the count of posts. ``is_elsewhere`` is True if a command made the
    package, whose files are where the operator put them.
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
        """The total size of the parts in bytes."""
        return sum(each["size"] for each in self.parts)

    @property
    def has_files(self) -> bool:
        """True if the package can be downloaded from the site."""
        return self.state == READY and self.removed is None and not self.is_elsewhere


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


def save_order(hub: Container, order: Order) -> None:
    """Store a new or changed order."""
    hub_storage.writable_data(hub, BOOK)[order.id] = asdict(order)


def find_order(hub: Container, id: str) -> Order | None:
    """Return the order with this id, or None."""
    found = hub_storage.stored_data(hub, BOOK).get(id)
    return found and Order(**found)


def all_orders(hub: Container) -> Iterator[Order]:
    """Return all orders, newest first."""
    return (Order(**each) for each in reversed(list(hub_storage.stored_data(hub, BOOK).values())))


def update_order(hub: Container, id: str, **values: Any) -> Order | None:
    """Change these values of a stored order and return it; None if it no longer exists."""
    found = find_order(hub, id)
    if found is None:
        return None
    found = replace(found, **values)
    save_order(hub, found)
    return found


def delete_order(hub: Container, id: str) -> None:
    """Delete an order if it exists."""
    hub_storage.writable_data(hub, BOOK).pop(id, None)
