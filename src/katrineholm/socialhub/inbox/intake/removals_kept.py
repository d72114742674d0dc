"""The schedule of removal checks: a small set, stored in the hub.

Keyed by message number: the times of removal and of the next check, in seconds since 1970.
"""

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ... import has_come
from ...accounts.channels import books
from ...core.messages.store import messages_of
from ..steps.interfaces import IStepTaken
from .hiding import can_hide

KEY = "katrineholm.socialhub.looked-for"
FIRST, AGAIN, LONGEST = 600, 24 * 3600, 7 * 24 * 3600
TAKEN_DOWN, ENDED = ("unpublish", "delete"), ("restore", "dispose")


def follow(taken: IStepTaken) -> None:
    """Schedule checks of a removed message until it is restored or erased, see IStepTaken.

    A comment that was hidden by ourselves is shown at the service again.
    """
    if taken.step == "restore" and can_hide(taken.hub, taken.number):
        _writable(taken.hub)[taken.number] = (taken.now, taken.now)
    elif taken.step in ENDED:
        forget(taken.hub, taken.number)
    elif taken.step in TAKEN_DOWN and messages_of(taken.hub)[taken.number]["captured"]["permalink"]:
        # A comment hidden by ourselves is checked at once.
        first = 0 if can_hide(taken.hub, taken.number) else FIRST
        _writable(taken.hub)[taken.number] = (taken.now, taken.now + first)


def due(hub: Container, now: int) -> list[int]:
    """Return the messages to check now, those that have waited longest first."""
    found = sorted((moment, number) for number, (_since, moment) in _stored(hub).items())
    return [number for moment, number in found if has_come(moment, now)]


def next_look(hub: Container, number: int) -> int | None:
    """Return the time of a message's next check, or None."""
    kept = _stored(hub).get(number)
    return kept and kept[1]


def is_wanted(hub: Container, number: int) -> bool:
    """Return whether a message has a scheduled check."""
    return number in _stored(hub)


def look_again(hub: Container, number: int, now: int) -> None:
    """Schedule a check for the next day, unless the removal was a week ago."""
    since = _stored(hub)[number][0]
    if now + AGAIN > since + LONGEST:
        forget(hub, number)
    else:
        _writable(hub)[number] = (since, now + AGAIN)


def forget(hub: Container, number: int) -> None:
    """Cancel a message's checks."""
    if is_wanted(hub, number):
        del _writable(hub)[number]


def _stored(hub):
    return books.read(hub, KEY, LOBTree)


def _writable(hub):
    return books.begun(hub, KEY, LOBTree)
