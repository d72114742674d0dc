"""Absences of the holders of channels' duties: added, removed, and noted in the history."""

from datetime import date
from typing import Any

from plone import api

from ... import _
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import Refusal
from ..channels import history
from ..channels.person import person_key
from ..channels.responsibility import ROLES, duties_of
from ..channels.times import formatted_date, today
from ..channels.updates import update_fields
from .absence_periods import require_valid_period, with_absence, without_absence
from .duty_holders import duties_of_person, role_title

NOBODY = _("Nobody holds the duty.")


def note_absence(channel: Any, role: str, first: date | None, last: date | None) -> None:
    """Add an absence of the holder of a channel's duty. Raise Refusal."""
    faults, who = FormFaults(), _holder(channel, role)
    faults.demand("role", who, NOBODY)
    faults.take("first", require_valid_period, first, last, today())
    faults.done()
    before = channel.absences or ()
    after = with_absence(before, role, who, first, last)
    if after != before:
        update_fields(channel, absences=after)
        history.note_event(channel, "absence", _sentence(role, first.isoformat(), last.isoformat()))


def remove_absence(channel: Any, role: str, first: str) -> None:
    """Remove the absence of a duty's holder that begins on a day (ISO), if there is one."""
    before = channel.absences or ()
    after = without_absence(before, role, _holder(channel, role), first)
    for each in before:
        if each not in after:
            update_fields(channel, absences=after)
            history.note_event(
                channel, "absence-removed", _sentence(role, each["first"], each["last"])
            )


def note_absence_everywhere(hub: Any, who: str, first: date | None, last: date | None) -> int:
    """Add a person's absence on all channels of a hub with their duties, and return how many.

    ``who`` is as in ``person.person_key``. Raise Refusal.
    """
    require_valid_period(first, last, today())
    held = duties_of_person(hub, who)
    for channel, role in held:
        note_absence(channel, role, first, last)
    if not held:
        raise Refusal(_("This person holds no duty here."))
    return len({channel.UID() for channel, _role in held})


def remove_absence_everywhere(hub: Any, who: str, first: str) -> None:
    """Remove a person's absence that begins on a day (ISO) from all channels of a hub."""
    for channel, role in duties_of_person(hub, who):
        remove_absence(channel, role, first)


def _holder(channel, role):
    return person_key(getattr(duties_of(channel), role)) if role in ROLES else ""


def _sentence(role, first, last):
    period = {
        "role": role_title(role),
        "first": formatted_date(first),
        "last": formatted_date(last),
    }
    return api.portal.translate(_("${role}: ${first} to ${last}", mapping=period))
