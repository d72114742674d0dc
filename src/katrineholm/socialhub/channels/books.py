"""Plain values that a hub keeps of its channels, by UID, beside the catalogue.

Lists read them without waking a channel, and unlike the catalogue nobody can search them.
A value is a tuple, all the way down: only what can be compared is merged when two connections
enter two channels at once.
"""

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from .facts import hub_of


def entries(hub, name: str) -> dict:
    """What a hub's book of this name holds, by the channel's UID."""
    return IAnnotations(hub).get(name, {})


def enter(channel, name: str, value: tuple) -> None:
    """Note a channel's value; nothing is written where nothing is new, and no empty value kept."""
    hub, uid = hub_of(channel), channel.UID()
    if hub is None or value == entries(hub, name).get(uid, ()):
        return
    book = IAnnotations(hub).setdefault(name, OOBTree())
    if value:
        book[uid] = value
    else:
        del book[uid]


def start_anew(hub, name: str) -> None:
    """A copied hub has other channels, which are entered as they come."""
    IAnnotations(hub).pop(name, None)


def strike_out(channel, name: str, event) -> None:
    """A channel may have left a hub: forget it there."""
    left = hub_of(event.oldParent) if event.oldParent is not None else None
    if left is not None:
        entries(left, name).pop(channel.UID(), None)
