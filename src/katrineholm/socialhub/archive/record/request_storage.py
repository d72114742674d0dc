"""The storage of requests for records, with their masks and deliveries.

A request is a mapping: ``label``, ``opened`` and ``closed`` with the user and the timestamp
(``closed`` is None while it is open), ``things``, from a record's key to the decision that releases
it if it may be secret, or an empty text; ``request_masks`` and ``request_deliveries`` by number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from secrets import token_hex
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container

from ...accounts.channels import holds, hub_storage

KEY = "katrineholm.socialhub.requests"
BOOK = hub_storage.HubStorage(KEY, {"requests": OOBTree, "lines": LOBTree})


@dataclass(frozen=True, slots=True)
class Mask:
    """A mask of one record (``thing``, a key), or of all if ``thing`` is empty.

    ``words`` are removed from the texts; ``pictures`` and ``files``, by their names, wherever they
    are. ``provision`` is the provision of the law.
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
    """A delivery: ``shape`` is ``zip`` or ``page``; ``file`` is a blob.

    ``things`` are the keys of the records in it.
    """

    shape: str
    name: str
    when: int
    by: str
    size: int
    sha256: str
    things: tuple[str, ...]
    file: Any


def store_request(hub: Container, label: str, who: str, now: int) -> str:
    """Store a new request and return its id."""
    id = token_hex(6)
    parts = {name: OOBTree() for name in ("things", "masks", "deliveries")}
    values = {"label": label, "opened": (who, now), "closed": None, **parts}
    BOOK.begun(hub)["requests"][id] = PersistentMapping(values)
    return id


def find_request(hub: Container, id: str) -> PersistentMapping | None:
    """Return the request with this id, or None."""
    return BOOK.read(hub)["requests"].get(id)


def all_requests(hub: Container) -> Iterator[tuple[str, Mapping]]:
    """Return every request with its id, newest first."""
    found = BOOK.read(hub)["requests"].items()
    return iter(sorted(found, key=lambda pair: -pair[1]["opened"][1]))


def open_requests(hub: Container) -> Iterator[Mapping]:
    """Return every open request."""
    return (each for each in BOOK.read(hub)["requests"].values() if each["closed"] is None)


def is_in_open_request(hub: Container, kind: str, name: str) -> bool:
    """Return whether a post, an earlier version of it, or a message is in an open request."""
    return any(_has(request["things"], kind, name) for request in open_requests(hub))


def delete_request(hub: Container, id: str) -> None:
    """Delete a request with its deliveries."""
    del BOOK.begun(hub)["requests"][id]


def request_masks(request: Mapping) -> Iterator[tuple[int, Mask]]:
    """Return a request's masks with their numbers, in order."""
    return ((number, Mask(**each)) for number, each in request["masks"].items())


def request_deliveries(request: Mapping) -> Iterator[tuple[int, Delivery]]:
    """Return a request's deliveries with their numbers, newest first."""
    found = ((number, Delivery(**each)) for number, each in request["deliveries"].items())
    return reversed([*found])


def store_by_number(part: OOBTree, value: Mask | Delivery) -> int:
    """Store a mask or a delivery and return its number."""
    number = part.maxKey() + 1 if part else 1
    part[number] = {name: getattr(value, name) for name in value.__slots__}
    return number


def _has(things: Mapping, kind, name):
    if kind not in (holds.ENTRY, holds.MESSAGE):
        return False
    return f"{kind}:{name}" in things or (kind == holds.ENTRY and _has_version(things, name))


def _has_version(things, entry_id):
    start = f"version:{entry_id}:"
    return any(key.startswith(start) for key in islice(things.keys(start), 1))
