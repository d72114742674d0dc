"""Absences of the holders of channels' duties: added, removed, and noted in the history."""

from datetime import date
from typing import Any

from plone import api

from ... import _
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal
from ..channels import history
from ..channels.changing import change
from ..channels.moments import day, today
from ..people.answering import ROLES, duties_of
from ..people.person import key
from .absence import add, check, remove
from .held import held_by, role_title

NOBODY = _("Nobody holds the duty.")


def note_absence(channel: Any, role: str, first: date | None, last: date | None) -> None:
    """Add an absence of the holder of a channel's duty. Raise Refusal."""
    faults, who = Faults(), _holder(channel, role)
    faults.demand("role", who, NOBODY)
    faults.take("first", check, first, last, today())
    faults.done()
    before = channel.absences or ()
    after = add(before, role, who, first, last)
    if after != before:
        change(channel, absences=after)
        history.note(channel, "absence", _sentence(role, first.isoformat(), last.isoformat()))


def take_absence_away(channel: Any, role: str, first: str) -> None:
    """Remove the absence of a duty's holder that begins on a day (ISO), if there is one."""
    before = channel.absences or ()
    after = remove(before, role, _holder(channel, role), first)
    for each in before:
        if each not in after:
            change(channel, absences=after)
            history.note(channel, "absence-removed", _sentence(role, each["first"], each["last"]))


def note_everywhere(hub: Any, who: str, first: date | None, last: date | None) -> int:
    """Add a person's absence on all channels of a hub with their duties, and return how many.

    ``who`` is as in ``person.person_key``. Raise Refusal.
    """
    check(first, last, today())
    held = held_by(hub, who)
    for channel, role in held:
        note_absence(channel, role, first, last)
    if not held:
        raise Refusal(_("This person holds no duty here."))
    return len({channel.UID() for channel, _role in held})


def take_away_everywhere(hub: Any, who: str, first: str) -> None:
    """Remove a person's absence that begins on a day (ISO) from all channels of a hub."""
    for channel, role in held_by(hub, who):
        take_absence_away(channel, role, first)


def _holder(channel, role):
    return key(getattr(duties_of(channel), role)) if role in ROLES else ""


def _sentence(role, first, last):
    period = {"role": role_title(role), "first": day(first), "last": day(last)}
    return api.portal.translate(_("${role}: ${first} to ${last}", mapping=period))
