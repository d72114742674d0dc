"""Storage of the retrieval state of each channel, in the hub's annotations.

A tree holds a tuple for each channel: the values of its status and, last, a persistent object with
the rest of the state. So a board reads all statuses from a few objects. The rest (validators and
log) is four fifths of a state and is not in the tuple because some twenty neighbouring tuples are
written together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping

from ..accounts.channels import books
from ..core.feeds.model import Known
from .state import Standing, State

KEY = "katrineholm.socialhub.health"
OPTIONAL = tuple(field.default is None for field in fields(Standing))
values_of = attrgetter(*(field.name for field in fields(Standing)))


def recall(hub: Any, uid: str) -> State | None:
    """Return the stored state of a channel; None before its first retrieval."""
    kept = _root(hub)["states"].get(uid)
    if kept is None:
        return None
    rest = kept[-1]
    state = State(*_unpacked(kept), Known(**rest["known"]), rest["log"])
    # Many channels are read in turn, and logs are large.
    rest._p_deactivate()
    return state


def load_ahead(hub: Any, uids: Iterable[str]) -> None:
    """Prefetch the states of these channels from the database."""
    states = _root(hub)["states"]
    hub._p_jar.prefetch([states[uid][-1] for uid in uids if uid in states])


def remember(hub: Any, uid: str, state: State) -> None:
    """Store a state. Concurrent writes for different channels are merged."""
    root = books.begun(hub, KEY, _new_root)
    states = root["states"]
    rest = states[uid][-1] if uid in states else PersistentMapping()
    rest.update(known=asdict(state.known), log=state.log)
    states[uid] = (*_packed(state), rest)
    root["revision"].change(1)


def is_inside(hub: Any, uid: str, feed_url: str) -> bool:
    """Return True if the server at a channel's feed URL is in an allowed internal network."""
    state = recall(hub, uid)
    return state is not None and state.feed_url == feed_url and state.known.inside


def standing(hub: Any, uid: str) -> Standing | None:
    """Return the status of a channel's retrieval; None before the first one."""
    kept = _root(hub)["states"].get(uid)
    return None if kept is None else Standing(*_unpacked(kept))


def writes(hub: Any) -> int:
    """Return the number of writes so far. To be called at the start of a transaction."""
    return _root(hub)["revision"]()


def standings(hub: Any) -> Iterator[tuple[str, Standing]]:
    """Return pairs of UID and status for all channels, without loading their states."""
    return ((uid, Standing(*_unpacked(kept))) for uid, kept in _root(hub)["states"].items())


def revision(hub: Any) -> tuple:
    """Return a cache key that changes with every write."""
    return books.revision(_root(hub)["revision"])


def _root(hub):
    return books.read(hub, KEY, _new_root)


def _new_root():
    return PersistentMapping(states=OOBTree(), revision=Length())


def _packed(state: Standing) -> tuple:
    """Return the values of a status, None as 0: BTrees compare values to merge them."""
    return tuple(0 if value is None else value for value in values_of(state))


def _unpacked(kept: tuple) -> list:
    pairs = zip(OPTIONAL, kept, strict=False)
    return [(value or None) if optional else value for optional, value in pairs]
