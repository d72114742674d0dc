"""What has been taken down: when, and what nobody has reviewed yet (feature G26).

A hub keeps, on BTrees of its own, ``taken`` as (channel, moment, number) and ``unreviewed``, so
that neither a count nor a list looks at other messages.
"""

from BTrees.LOBTree import LOTreeSet
from BTrees.OOBTree import OOTreeSet
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from ..messages.shelves import NEVER
from ..messages.store import messages_of

KEY = "katrineholm.socialhub.removals"
STEPS = ("unpublish", "delete")
NOTHING: dict = {"taken": OOTreeSet(), "unreviewed": LOTreeSet()}


def step_taken(taken) -> None:
    """Keep up with a step: see handling.interfaces.IStepTaken."""
    if taken.step in STEPS:
        channel = messages_of(taken.hub)[taken.number]["channel"]
        root = _begun(taken.hub)
        root["taken"].insert((channel, taken.now, taken.number))
        root["unreviewed"].insert(taken.number)
    elif taken.step == "restore":
        reviewed(taken.hub, taken.number)


def taken_since(hub, channel: str, moment: int) -> int:
    """How many messages of a channel have been taken down since a moment, restored ones too."""
    found = _root(hub)["taken"].keys((channel, moment, 0), (channel, NEVER, 0))
    return len({number for *_place, number in found})


def unreviewed(hub) -> list[int]:
    """The messages that are taken down and not reviewed, the earliest first."""
    return list(_root(hub)["unreviewed"])


def is_unreviewed(hub, number: int) -> bool:
    """Whether a message waits for its review."""
    return number in _root(hub)["unreviewed"]


def reviewed(hub, number: int) -> None:
    """A message waits for no review any more."""
    if is_unreviewed(hub, number):
        _root(hub)["unreviewed"].remove(number)


def remover(hub, number: int) -> str:
    """Who took a message down last; empty for nobody."""
    lines = reversed(messages_of(hub).log(number))
    return next((line["who"] for line in lines if line["step"] in STEPS), "")


def _root(hub):
    return IAnnotations(hub).get(KEY, NOTHING)


def _begun(hub):
    annotations = IAnnotations(hub)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping(taken=OOTreeSet(), unreviewed=LOTreeSet())
    return annotations[KEY]
