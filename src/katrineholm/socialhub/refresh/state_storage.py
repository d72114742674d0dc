"""Storage of the retrieval state of each channel, in the hub's annotations.

A tree contains a tuple for each channel: the values of its status and, last, a persistent object
with the rest of the state. So a board reads all statuses from a few objects. The rest (validators
and log) is four fifths of a state. It is not in the tuple because some twenty neighbouring tuples
are written together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping

from ..accounts.channels import hub_storage
from ..core.feeds.model import FeedState
from .state import State, Status

KEY = "katrineholm.socialhub.health"
OPTIONAL_FIELDS = tuple(field.default is None for field in fields(Status))
status_values = attrgetter(*(field.name for field in fields(Status)))


def load_state(hub: Any, uid: str) -> State | None:
    """Return the stored state of a channel, or None before its first retrieval."""
    kept = _root(hub)["states"].get(uid)
    if kept is None:
        return None
    rest = kept[-1]
    state = State(*_unpacked(kept), FeedState(**rest["known"]), rest["log"])
    # Many channels are read in turn, and logs are large.
    rest._p_deactivate()
    return state


def prefetch_states(hub: Any, uids: Iterable[str]) -> None:
    """Prefetch the states of the channels with these UIDs from the database."""
    states = _root(hub)["states"]
    hub._p_jar.prefetch([states[uid][-1] for uid in uids if uid in states])


def store_state(hub: Any, uid: str, state: State) -> None:
    """Store the state of a channel. Concurrent writes for different channels are merged."""
    root = hub_storage.writable_data(hub, KEY, _new_root)
    states = root["states"]
    rest = states[uid][-1] if uid in states else PersistentMapping()
    rest.update(known=asdict(state.known), log=state.log)
    states[uid] = (*_packed(state), rest)
    root["revision"].change(1)


def is_source_internal(hub: Any, uid: str, feed_url: str) -> bool:
    """Return True if the server at a channel's feed URL is in an allowed internal network."""
    state = load_state(hub, uid)
    return state is not None and state.feed_url == feed_url and state.known.inside


def load_status(hub: Any, uid: str) -> Status | None:
    """Return the status of a channel's retrieval, or None before the first retrieval."""
    kept = _root(hub)["states"].get(uid)
    return None if kept is None else Status(*_unpacked(kept))


def write_count(hub: Any) -> int:
    """Return the number of states written so far. Call it at the start of a transaction."""
    return _root(hub)["revision"]()


def channel_statuses(hub: Any) -> Iterator[tuple[str, Status]]:
    """Return pairs of UID and status for all channels, without loading their states."""
    return ((uid, Status(*_unpacked(kept))) for uid, kept in _root(hub)["states"].items())


def states_revision(hub: Any) -> tuple:
    """Return a cache key that changes with every write of a state in the hub."""
    return hub_storage.counter_key(_root(hub)["revision"])


def _root(hub):
    return hub_storage.stored_data(hub, KEY, _new_root)


def _new_root():
    return PersistentMapping(states=OOBTree(), revision=Length())


def _packed(state: Status) -> tuple:
    """Return the values of a status, None as 0: BTrees compare values to merge them."""
    return tuple(0 if value is None else value for value in status_values(state))


def _unpacked(kept: tuple) -> list:
    pairs = zip(OPTIONAL_FIELDS, kept, strict=False)
    return [(value or None) if optional else value for optional, value in pairs]
