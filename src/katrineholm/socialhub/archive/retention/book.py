"""The proposals to dispose of posts, and what became of each: they stay for good.

A proposal is a mapping: ``kind``, ``decision``, ``before`` (see ``due.limit``), ``state``, who
``proposed``, ``confirmed`` or ``withdrew`` it with the moment, and ``items``, from an entry's id to
what became of it: None as long as nothing did, then ``(outcome, hashes, moment)``. Two people who
change one at once meet in a conflict.
"""

from collections.abc import Iterator, Mapping
from secrets import token_hex

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping

from ...accounts.channels import books

KEY = "katrineholm.socialhub.disposals"
PROPOSED, CONFIRMED, WITHDRAWN, DONE = "proposed", "confirmed", "withdrawn", "done"
GONE, HELD, OTHER = "gone", "held", "other"


def add(hub, values: Mapping, entries: list[str]) -> str:
    """Keep a proposal; gives its id."""
    proposals = books.begun(hub, KEY, OOBTree)
    name = token_hex(6)
    items = OOBTree(dict.fromkeys(entries))
    proposals[name] = PersistentMapping({**values, "state": PROPOSED, "items": items})
    return name


def of(hub) -> Iterator[tuple[str, Mapping]]:
    """Every proposal by its id, the latest first."""
    found = books.read(hub, KEY).items()
    return iter(sorted(found, key=lambda pair: -pair[1]["proposed"][1]))


def get(hub, name: str) -> PersistentMapping | None:
    """The proposal with an id, or None."""
    return books.read(hub, KEY).get(name)


def kept(hub, name: str) -> PersistentMapping:
    """The same of a proposal that there is; KeyError where there is none."""
    return books.read(hub, KEY)[name]


def open_entries(hub) -> set[tuple[str, str]]:
    """The kinds and ids of what is proposed, or confirmed and not carried out yet."""
    return {
        (proposal["kind"], entry)
        for _name, proposal in of(hub)
        if proposal["state"] in (PROPOSED, CONFIRMED)
        for entry in proposal["items"]
    }
