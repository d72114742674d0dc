"""Which messages have been taken down and are to be looked for: a small set, kept in the hub.

By number: when it was taken down, and when it is looked for next, in seconds since 1970.
"""

from BTrees.LOBTree import LOBTree

from ... import has_come
from ...accounts.channels import books
from ...core.messages.store import messages_of
from .hiding import can_hide

KEY = "katrineholm.socialhub.looked-for"
FIRST, AGAIN, LONGEST = 600, 24 * 3600, 7 * 24 * 3600
TAKEN_DOWN, ENDED = ("unpublish", "delete"), ("restore", "dispose")


def follow(taken) -> None:
    """Look for what is taken down, until it is restored or erased: see IStepTaken.

    What was hidden at the service by ourselves is shown there again.
    """
    if taken.step == "restore" and can_hide(taken.hub, taken.number):
        _kept(taken.hub)[taken.number] = (taken.now, taken.now)
    elif taken.step in ENDED:
        forget(taken.hub, taken.number)
    elif taken.step in TAKEN_DOWN and messages_of(taken.hub)[taken.number]["captured"]["permalink"]:
        # What is hidden by ourselves need not be waited for.
        first = 0 if can_hide(taken.hub, taken.number) else FIRST
        _kept(taken.hub)[taken.number] = (taken.now, taken.now + first)


def due(hub, now: int) -> list[int]:
    """The messages to look for now, first those that have waited longest."""
    found = sorted((moment, number) for number, (_since, moment) in _root(hub).items())
    return [number for moment, number in found if has_come(moment, now)]


def next_look(hub, number: int) -> int | None:
    """When a message is looked for; None where it is not."""
    kept = _root(hub).get(number)
    return kept and kept[1]


def is_wanted(hub, number: int) -> bool:
    """Whether a message is still to be looked for."""
    return number in _root(hub)


def look_again(hub, number: int, now: int) -> None:
    """Look for it another day, unless it was taken down a week ago."""
    since = _root(hub)[number][0]
    if now + AGAIN > since + LONGEST:
        forget(hub, number)
    else:
        _kept(hub)[number] = (since, now + AGAIN)


def forget(hub, number: int) -> None:
    """Look for it no more."""
    if is_wanted(hub, number):
        del _kept(hub)[number]


def _root(hub):
    return books.read(hub, KEY, LOBTree)


def _kept(hub):
    return books.begun(hub, KEY, LOBTree)
