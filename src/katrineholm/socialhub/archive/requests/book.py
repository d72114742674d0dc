"""The requests that are being answered, and what was given out: a book of the hub's.

A request is a mapping: its ``label``, who ``opened`` and who ``closed`` it with the moment (None
while it is open), ``things`` by their keys (see ``things``) with why what may be secret is given
out all the same, or an empty text; ``masks`` and ``deliveries`` by number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping

from ...accounts.channels import books

KEY = "katrineholm.socialhub.requests"
BOOK = books.Book(KEY, {"requests": OOBTree, "lines": LOBTree})


@dataclass(frozen=True, slots=True)
class Mask:
    """``words`` are taken out of one thing's copy (a key), or where ``thing`` is empty out of all.

    ``pictures`` and ``files``, by their names, are taken out wherever they are; ``provision`` says
    by which law.
    """

    thing: str
    words: tuple[str, ...]
    pictures: tuple[str, ...]
    files: tuple[str, ...]
    provision: str
    reason: str
    by: str
    when: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was given out: ``shape`` is ``zip`` or ``page``; ``file`` is a blob of its bytes.

    ``things`` are the keys of what is in it.
    """

    shape: str
    name: str
    when: int
    by: str
    size: int
    sha256: str
    things: tuple[str, ...]
    file: Any


def begin(hub, label: str, who: str, now: int) -> str:
    """Begin a request; its id."""
    id = token_hex(6)
    parts = {name: OOBTree() for name in ("things", "masks", "deliveries")}
    values = {"label": label, "opened": (who, now), "closed": None, **parts}
    BOOK.begun(hub)["requests"][id] = PersistentMapping(values)
    return id


def one(hub, id: str) -> PersistentMapping | None:
    """The request of an id, or None."""
    return BOOK.read(hub)["requests"].get(id)


def newest_first(hub) -> Iterator[tuple[str, Mapping]]:
    """Every request by its id."""
    found = BOOK.read(hub)["requests"].items()
    return iter(sorted(found, key=lambda pair: -pair[1]["opened"][1]))


def open_ones(hub) -> Iterator[Mapping]:
    """Every request that nobody has closed."""
    return (each for each in BOOK.read(hub)["requests"].values() if each["closed"] is None)


def drop(hub, id: str) -> None:
    """Throw a request away, with all that was given out."""
    del BOOK.begun(hub)["requests"][id]


def masks(request: Mapping) -> Iterator[tuple[int, Mask]]:
    """A request's masks by their numbers, the first one first."""
    return ((number, Mask(**each)) for number, each in request["masks"].items())


def deliveries(request: Mapping) -> Iterator[tuple[int, Delivery]]:
    """What was given out by its number, the latest first."""
    found = ((number, Delivery(**each)) for number, each in request["deliveries"].items())
    return reversed([*found])


def put(part: OOBTree, value: Mask | Delivery) -> int:
    """Keep a mask or a delivery; its number."""
    number = part.maxKey() + 1 if part else 1
    part[number] = {name: getattr(value, name) for name in value.__slots__}
    return number
