"""The storage of requests for records, with their masks and deliveries.

A request is a mapping. ``opened`` and ``closed`` are a user and a timestamp; ``closed`` is None
while the request is open. ``things`` maps the key of each record to the decision that releases it,
or to "" without one. ``masks`` and ``deliveries`` are keyed by number.

A register extract (GDPR, article 15) is a request with ``about``, the names, handles and addresses
of the person, and ``elsewhere``, the number of messages of other authorities that match them. Other
requests, and those of older versions, have none.
"""

from collections.abc import Iterable, Iterator, Mapping
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
    """A mask of one record (``thing``, its key), or of all records if ``thing`` is empty.

    ``words`` are removed from the record's texts; ``pictures`` and ``files``, given by name, from
    every record. ``provision`` is the legal provision.
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
    """A delivery of a request; ``shape`` is ``zip`` or ``page``, and ``file`` is a blob.

    ``things`` are the keys of the records in it. If one of them has been disposed of, ``file`` is
    None.
    """

    shape: str
    name: str
    when: int
    by: str
    size: int
    sha256: str
    things: tuple[str, ...]
    file: Any


def store_request(
    hub: Container,
    label: str,
    who: str,
    now: int,
    *,
    about: Iterable[str] = (),
    elsewhere: int = 0,
) -> str:
    """Store a new request without records, and return its id."""
    id = token_hex(6)
    parts = {name: OOBTree() for name in ("things", "masks", "deliveries")}
    values = {"label": label, "opened": (who, now), "closed": None, **parts}
    if about := (*about,):
        values |= {"about": about, "elsewhere": elsewhere}
    BOOK.writable(hub)["requests"][id] = PersistentMapping(values)
    return id


def find_request(hub: Container, id: str) -> PersistentMapping | None:
    """Return the request with this id, or None."""
    return BOOK.read(hub)["requests"].get(id)


def person_terms(request: Mapping) -> tuple[str, ...]:
    """Return the names, handles and addresses of a register extract; () for another request."""
    return request.get("about", ())


def all_requests(hub: Container) -> Iterator[tuple[str, Mapping]]:
    """Return all requests with their ids, newest first."""
    found = BOOK.read(hub)["requests"].items()
    return iter(sorted(found, key=lambda pair: -pair[1]["opened"][1]))


def open_requests(hub: Container) -> Iterator[Mapping]:
    """Return all open requests."""
    return (each for each in BOOK.read(hub)["requests"].values() if each["closed"] is None)


def is_in_open_request(hub: Container, kind: str, name: str) -> bool:
    """Return whether an open request contains a message, or a post or an earlier version of it."""
    return any(_has(request["things"], kind, name) for request in open_requests(hub))


def delete_request(hub: Container, id: str) -> None:
    """Delete a request with its masks and deliveries."""
    del BOOK.writable(hub)["requests"][id]


def request_masks(request: Mapping) -> Iterator[tuple[int, Mask]]:
    """Return the masks of a request with their numbers, oldest first."""
    return ((number, Mask(**each)) for number, each in request["masks"].items())


def request_deliveries(request: Mapping) -> Iterator[tuple[int, Delivery]]:
    """Return the deliveries of a request with their numbers, newest first."""
    found = ((number, Delivery(**each)) for number, each in request["deliveries"].items())
    return reversed([*found])


def store_by_number(part: OOBTree, value: Mask | Delivery) -> int:
    """Store a mask or a delivery under the next number, and return that number."""
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
