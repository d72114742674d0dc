"""The storage of proposals to dispose of posts, and of their outcomes: both are kept for good.

A proposal is a mapping: ``kind``, ``decision``, ``before`` (the cutoff time), ``state``, the user
and timestamp of ``proposed``, ``confirmed`` or ``withdrew``, and ``items``, from an entry's id to
its outcome: None until there is one, then ``(outcome, hashes, timestamp)``. Two people who change a
proposal at the same time meet in a conflict.
"""

from collections.abc import Iterator, Mapping
from secrets import token_hex

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container

from ...accounts.channels import books

KEY = "katrineholm.socialhub.disposals"
PROPOSED, CONFIRMED, WITHDRAWN, DONE = "proposed", "confirmed", "withdrawn", "done"
GONE, HELD, OTHER = "gone", "held", "other"


def add(hub: Container, values: Mapping, entries: list[str]) -> str:
    """Store a proposal and return its id."""
    proposals = books.begun(hub, KEY, OOBTree)
    name = token_hex(6)
    items = OOBTree(dict.fromkeys(entries))
    proposals[name] = PersistentMapping({**values, "state": PROPOSED, "items": items})
    return name


def of(hub: Container) -> Iterator[tuple[str, Mapping]]:
    """Return every proposal by its id, newest first."""
    found = books.read(hub, KEY).items()
    return iter(sorted(found, key=lambda pair: -pair[1]["proposed"][1]))


def get(hub: Container, name: str) -> PersistentMapping | None:
    """Return the proposal with this id, or None."""
    return books.read(hub, KEY).get(name)


def kept(hub: Container, name: str) -> PersistentMapping:
    """Return the proposal with this id; raise KeyError if there is none."""
    return books.read(hub, KEY)[name]


def open_entries(hub: Container) -> set[tuple[str, str]]:
    """Return the kinds and ids of all items of open or confirmed proposals."""
    return {
        (proposal["kind"], entry)
        for _name, proposal in of(hub)
        if proposal["state"] in (PROPOSED, CONFIRMED)
        for entry in proposal["items"]
    }
