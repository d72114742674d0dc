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

from ...accounts.channels import hub_storage

KEY = "katrineholm.socialhub.disposals"
PROPOSED, CONFIRMED, WITHDRAWN, DONE = "proposed", "confirmed", "withdrawn", "done"
GONE, HELD, OTHER = "gone", "held", "other"


def add_proposal(hub: Container, values: Mapping, entries: list[str]) -> str:
    """Store a proposal and return its id."""
    proposals = hub_storage.writable_data(hub, KEY, OOBTree)
    name = token_hex(6)
    items = OOBTree(dict.fromkeys(entries))
    proposals[name] = PersistentMapping({**values, "state": PROPOSED, "items": items})
    return name


def all_proposals(hub: Container) -> Iterator[tuple[str, Mapping]]:
    """Return every proposal by its id, newest first."""
    found = hub_storage.stored_data(hub, KEY).items()
    return iter(sorted(found, key=lambda pair: -pair[1]["proposed"][1]))


def find_proposal(hub: Container, name: str) -> PersistentMapping | None:
    """Return the proposal with this id, or None."""
    return hub_storage.stored_data(hub, KEY).get(name)


def get_proposal(hub: Container, name: str) -> PersistentMapping:
    """Return the proposal with this id; raise KeyError if there is none."""
    return hub_storage.stored_data(hub, KEY)[name]


def pending_items(hub: Container) -> set[tuple[str, str]]:
    """Return the kinds and ids of all items of open or confirmed proposals."""
    return {
        (proposal["kind"], entry)
        for _name, proposal in all_proposals(hub)
        if proposal["state"] in (PROPOSED, CONFIRMED)
        for entry in proposal["items"]
    }
