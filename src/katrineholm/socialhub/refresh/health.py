"""Where each hub keeps how its channels' retrieval goes: plain data, in one place.

A channel is a tuple in a tree: its standing, so that a board has all channels' from a few objects,
and an object of its own with the rest of its state. The rest (validators and log) is four fifths
of a state and is left out of the tuple because a tuple is written with some twenty neighbours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from operator import attrgetter

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping

from ..accounts.channels import books
from ..core.feeds.model import Known
from .state import Standing, State

KEY = "katrineholm.socialhub.health"
OPTIONAL = tuple(field.default is None for field in fields(Standing))
values_of = attrgetter(*(field.name for field in fields(Standing)))


def recall(hub, uid: str) -> State | None:
    """What is remembered of a channel; None before its first retrieval."""
    kept = _root(hub)["states"].get(uid)
    if kept is None:
        return None
    rest = kept[-1]
    state = State(*_unpacked(kept), known=Known(**rest["known"]), log=rest["log"])
    # It is read for one channel after another, and a log is large.
    rest._p_deactivate()
    return state


def load_ahead(hub, uids: Iterable[str]) -> None:
    """Have the states of these channels on their way from the database before they are recalled."""
    states = _root(hub)["states"]
    hub._p_jar.prefetch([states[uid][-1] for uid in uids if uid in states])


def remember(hub, uid: str, state: State) -> None:
    """Keep a state; what another connection keeps of another channel is merged with it."""
    root = books.begun(hub, KEY, _new_root)
    states = root["states"]
    rest = states[uid][-1] if uid in states else PersistentMapping()
    rest.update(known=asdict(state.known), log=state.log)
    states[uid] = (*_packed(state), rest)
    root["revision"].change(1)


def is_inside(hub, uid: str, feed_url: str) -> bool:
    """Whether the server that answered at a channel's address is in a network that is allowed."""
    state = recall(hub, uid)
    return state is not None and state.feed_url == feed_url and state.known.inside


def standing(hub, uid: str) -> Standing | None:
    """How a channel's retrieval stands; None before its first."""
    kept = _root(hub)["states"].get(uid)
    return None if kept is None else Standing(*_unpacked(kept))


def writes(hub) -> int:
    """How often anything was remembered; to be asked as a transaction begins."""
    return _root(hub)["revision"]()


def standings(hub) -> Iterator[tuple[str, Standing]]:
    """How the retrieval of each channel stands, by UID; no object is loaded for a channel."""
    return ((uid, Standing(*_unpacked(kept))) for uid, kept in _root(hub)["states"].items())


def revision(hub) -> tuple:
    """Another value whenever anything was remembered: a key for caches."""
    return books.revision(_root(hub)["revision"])


def _root(hub):
    return books.read(hub, KEY, _new_root)


def _new_root():
    return PersistentMapping(states=OOBTree(), revision=Length())


def _packed(state: Standing) -> tuple:
    """Trees merge by comparing values, and None compares with nothing: it is kept as 0."""
    return tuple(0 if value is None else value for value in values_of(state))


def _unpacked(kept: tuple) -> list:
    pairs = zip(OPTIONAL, kept, strict=False)
    return [(value or None) if optional else value for optional, value in pairs]
