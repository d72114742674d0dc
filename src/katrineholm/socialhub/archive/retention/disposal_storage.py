"""The permanent storage of proposals to dispose of posts or files, and of their outcomes.

A proposal is a mapping with ``kind``, ``decision``, ``before`` (the cutoff time) and ``state``.
``proposed``, ``confirmed`` and ``withdrew`` have a user and a timestamp. ``items`` maps each id to
None until the item is handled, and then to ``(outcome, hashes, timestamp)``. If two people change a
proposal at the same time, the second transaction fails with a conflict.
"""

from collections.abc import Iterator, Mapping
from secrets import token_hex

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container

from ...accounts.channels import archive_log, hub_storage

KEY = "katrineholm.socialhub.disposals"
PROPOSED, CONFIRMED, WITHDRAWN, DONE = "proposed", "confirmed", "withdrawn", "done"
LOGGED = "disposal"
GONE, HELD, OTHER = "gone", "held", "other"


def add_proposal(hub: Container, values: Mapping, entries: list[str]) -> str:
    """Store a new proposal to dispose of entries, given by id, and return the proposal's id."""
    proposals = hub_storage.writable_data(hub, KEY, OOBTree)
    name = token_hex(6)
    items = OOBTree(dict.fromkeys(entries))
    proposals[name] = PersistentMapping({**values, "state": PROPOSED, "items": items})
    note_proposal(hub, name)
    return name


def note_proposal(hub: Container, name: str) -> None:
    """Log a proposal that is new, or that has been decided on or carried out."""
    archive_log.note_record(hub, LOGGED, name, _logged_values(get_proposal(hub, name)))


def logged_proposals(hub: Container) -> Iterator[tuple[str, dict]]:
    """Yield id and stored values of each proposal, as they are logged."""
    for name, proposal in hub_storage.stored_data(hub, KEY).items():
        yield name, _logged_values(proposal)


def _logged_values(proposal):
    """Return the values; the outcomes of the items are logged together when all is done."""
    is_done = proposal["state"] == DONE
    items = {item: done if is_done else None for item, done in proposal["items"].items()}
    return {**{name: each for name, each in proposal.items() if name != "sources"}, "items": items}


def all_proposals(hub: Container) -> Iterator[tuple[str, Mapping]]:
    """Return all proposals with their ids, newest first."""
    found = hub_storage.stored_data(hub, KEY).items()
    return iter(sorted(found, key=lambda pair: -pair[1]["proposed"][1]))


def find_proposal(hub: Container, name: str) -> PersistentMapping | None:
    """Return the proposal with this id, or None."""
    return hub_storage.stored_data(hub, KEY).get(name)


def get_proposal(hub: Container, name: str) -> PersistentMapping:
    """Return the proposal with this id; raise KeyError if there is none."""
    return hub_storage.stored_data(hub, KEY)[name]


def pending_items(hub: Container) -> set[tuple[str, str]]:
    """Return the kind and the id of each item in an open or confirmed proposal."""
    return {
        (proposal["kind"], entry)
        for _name, proposal in all_proposals(hub)
        if proposal["state"] in (PROPOSED, CONFIRMED)
        for entry in proposal["items"]
    }
