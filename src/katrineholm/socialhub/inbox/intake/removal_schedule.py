"""The schedule of removal checks, stored in the hub.

It maps message numbers to the times of removal and of the next check, in seconds since 1970.
"""

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ... import has_come
from ...accounts.channels import hub_storage
from ...core.messages.store import messages_of
from ..steps.interfaces import IStepTaken
from .remote_comments import can_hide

KEY = "katrineholm.socialhub.looked-for"
FIRST_DELAY, DELAY, MAX_TIME = 600, 24 * 3600, 7 * 24 * 3600
REMOVAL_STEPS, END_STEPS = ("unpublish", "delete"), ("restore", "dispose")


def schedule_check(taken: IStepTaken) -> None:
    """Schedule checks of a removed message until it is restored or erased, see IStepTaken.

    If the service can hide comments, a restored one is scheduled, too: it is to be shown again.
    """
    if taken.step == "restore" and can_hide(taken.hub, taken.number):
        _writable(taken.hub)[taken.number] = (taken.now, taken.now)
    elif taken.step in END_STEPS:
        cancel_check(taken.hub, taken.number)
    elif taken.step in REMOVAL_STEPS:
        # A comment hidden by ourselves is checked at once.
        first = 0 if can_hide(taken.hub, taken.number) else FIRST_DELAY
        if messages_of(taken.hub)[taken.number]["captured"]["permalink"]:
            _writable(taken.hub)[taken.number] = (taken.now, taken.now + first)


def due_checks(hub: Container, now: int) -> list[int]:
    """Return the messages to check now, the longest overdue first."""
    found = sorted((moment, number) for number, (_since, moment) in _stored(hub).items())
    return [number for moment, number in found if has_come(moment, now)]


def next_check(hub: Container, number: int) -> int | None:
    """Return the time of a message's next check; None if none is scheduled."""
    kept = _stored(hub).get(number)
    return kept and kept[1]


def has_scheduled_check(hub: Container, number: int) -> bool:
    """Return whether a message has a scheduled check."""
    return number in _stored(hub)


def reschedule_check(hub: Container, number: int, now: int) -> None:
    """Schedule the next check in a day; stop checking a week after the removal."""
    since = _stored(hub)[number][0]
    if now + DELAY > since + MAX_TIME:
        cancel_check(hub, number)
    else:
        _writable(hub)[number] = (since, now + DELAY)


def cancel_check(hub: Container, number: int) -> None:
    """Cancel the scheduled check of a message."""
    if has_scheduled_check(hub, number):
        del _writable(hub)[number]


def _stored(hub):
    return hub_storage.stored_data(hub, KEY, LOBTree)


def _writable(hub):
    return hub_storage.writable_data(hub, KEY, LOBTree)
