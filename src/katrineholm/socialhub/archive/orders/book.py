"""What is ordered, and what came of it: a record for each package, which stays when it is sent."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from time import time_ns
from typing import Any
from uuid import uuid4

from ...accounts.channels import books
from ...refresh import faults

BOOK = "katrineholm.socialhub.packages"
CHORE = "packages"
WAITING, BUILDING, READY, FAILED = "waiting", "building", "ready", "failed"
UNDER_WAY = (WAITING, BUILDING)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the archive has answered: ``day`` is ISO 8601, ``at`` in seconds since 1970."""

    day: str
    note: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Order:
    """A package that somebody wants: of a channel or an administration (``whose``, a UID).

    ``first`` and ``last`` are days (ISO 8601); ``ordered``, ``taken`` (the moment that it is of)
    and ``removed`` (its files) in seconds since 1970. ``attempt`` is the present try to make it,
    ``progress`` is in per cent. ``parts`` tell ``id``, ``size`` and ``sha256``. ``posts`` has,
    by the UID of each channel, what it holds: see ``coverage``. ``last_entries`` is what 1.0.0a1
    wrote instead, for channels whose newest post is in it: its time, and how many they had. What
    a command has made ``is_elsewhere``: whoever gave it has the files.
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
        """In bytes, all parts together."""
        return sum(each["size"] for each in self.parts)

    @property
    def has_files(self) -> bool:
        """Whether there is anything to download."""
        return self.state == READY and self.removed is None and not self.is_elsewhere


def new_id() -> str:
    """Unique, and later ones sort after earlier ones."""
    return f"{time_ns():016x}{uuid4().hex[:16]}"


def parts_of(packages: Iterable[Any]) -> tuple[dict[str, Any], ...]:
    """The packages that were made (``packing.delivery.Package``), as an order tells of them."""
    return tuple(
        {"id": each.identifier, "size": each.size, "sha256": each.sha256} for each in packages
    )


def path_of(hub, id: str) -> str:
    """What an order is known by among the faults of the worker's chores."""
    return f"{faults.path_of(hub)}/@@packages/{id}"


def put(hub, order: Order) -> None:
    """Keep an order, be it a new one or one that has come further."""
    books.begun(hub, BOOK)[order.id] = asdict(order)


def one(hub, id: str) -> Order | None:
    """The order of this id."""
    found = books.read(hub, BOOK).get(id)
    return found and Order(**found)


def newest_first(hub) -> Iterator[Order]:
    """All that is ordered."""
    return (Order(**each) for each in reversed(list(books.read(hub, BOOK).values())))


def changed(hub, id: str, **values) -> Order | None:
    """The order with these values, kept; None where it is there no more."""
    found = one(hub, id)
    if found is None:
        return None
    found = replace(found, **values)
    put(hub, found)
    return found


def drop(hub, id: str) -> None:
    """Forget an order from which no package came."""
    books.begun(hub, BOOK).pop(id, None)
