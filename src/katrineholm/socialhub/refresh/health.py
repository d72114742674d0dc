"""Where each hub keeps its channels' retrieval states: plain data, one small object a channel."""

from dataclasses import asdict, replace

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from ..feeds.model import Known
from .state import State

KEY = "katrineholm.socialhub.retrieval"


def recall(hub, uid: str) -> State | None:
    """What is remembered of a channel; None before its first retrieval."""
    kept = IAnnotations(hub).get(KEY, {}).get(uid)
    if kept is None:
        return None
    return replace(State(**kept), known=Known(**kept["known"]))


def remember(hub, uid: str, state: State) -> None:
    """Keep a state; other channels' states are not touched."""
    annotations = IAnnotations(hub)
    states = annotations.get(KEY)
    if states is None:
        states = annotations[KEY] = OOBTree()
    plain = asdict(state)
    if uid in states:
        states[uid].update(plain)
    else:
        states[uid] = PersistentMapping(plain)
