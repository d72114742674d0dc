"""Absences of people with duties, stored on channels and recorded in their history (A5).

Each is a dict with ``role``, ``who`` (the absent person's ``person.person_key``), ``first`` and
``last`` (ISO dates, both included).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from plone import api

from ... import _
from ...site.pages.form_faults import FormFaults
from ...site.pages.permissions import MODIFY
from ...site.pages.refusals import Refusal
from ..channels import history
from ..channels.person import person_key
from ..channels.responsibility import ROLES, duties_of
from ..channels.times import formatted_date, today
from ..channels.updates import update_fields
from .duty_holders import duties_of_person, role_title

LONGEST = 731  # days: two years
BOTH_DAYS = _("Write the first and the last day of the absence.")
Absences = tuple[dict, ...]
NOBODY = _("Nobody holds the duty.")


def require_valid_period(first: date | None, last: date | None, today: date) -> None:
    """Raise FaultyFields if a period is incomplete, reversed, past, too long or too far ahead."""
    faults = FormFaults()
    for name, day in (("first", first), ("last", last)):
        faults.require(name, day, BOTH_DAYS)
    if first and last:
        faults.require("last", last >= first, _("The last day comes before the first."))
        faults.require("last", last >= today, _("The period is over already."))
        too_far = (last - first).days >= LONGEST or (first - today).days > LONGEST
        sentence = _("An absence begins within two years, and lasts two years at most.")
        faults.require("first", not too_far, sentence)
    faults.raise_faults()


def with_absence(absences: Absences, role: str, who: str, first: date, last: date) -> Absences:
    """Return the absences with one added, merged with the person's overlapping or adjacent ones."""
    near = [each for each in absences if _meets(each, role, who, first, last)]
    one = {
        "role": role,
        "who": who,
        "first": min([first.isoformat(), *(each["first"] for each in near)]),
        "last": max([last.isoformat(), *(each["last"] for each in near)]),
    }
    others = [each for each in absences if each not in near]
    return tuple(sorted([*others, one], key=_by_day))


def without_absence(absences: Absences, role: str, who: str, first: str) -> Absences:
    """Return the absences without the person's one that starts on a day (ISO), if any."""
    return tuple(
        each for each in absences if not (_is_of(each, role, who) and each["first"] == first)
    )


def coming_absences(absences: Iterable[dict], today: date) -> list[dict]:
    """Return the current and future absences, sorted by time."""
    left = (each for each in absences if each["last"] >= today.isoformat())
    return sorted(left, key=_by_day)


def _meets(each, role, who, first, last):
    """Return whether an absence of the person overlaps the period or is adjacent to it."""
    before, after = (first - timedelta(1)).isoformat(), (last + timedelta(1)).isoformat()
    return _is_of(each, role, who) and each["first"] <= after and each["last"] >= before


def _is_of(each, role, who):
    return each["role"] == role and each.get("who", who) == who


def _by_day(each):
    return each["first"], each["last"], each["role"]


def note_absence(channel: Any, role: str, first: date | None, last: date | None) -> None:
    """Record an absence of the holder of a channel's duty. Raise Refusal if it is invalid."""
    faults, who = FormFaults(), _holder(channel, role)
    faults.require("role", who, NOBODY)
    faults.take("first", require_valid_period, first, last, today())
    faults.raise_faults()
    before = channel.absences or ()
    after = with_absence(before, role, who, first, last)
    if after != before:
        update_fields(channel, absences=after)
        history.note_event(channel, "absence", _sentence(role, first.isoformat(), last.isoformat()))


def remove_absence(channel: Any, role: str, first: str) -> None:
    """Remove the absence of a duty's holder that starts on a day (ISO), if there is one."""
    before = channel.absences or ()
    after = without_absence(before, role, _holder(channel, role), first)
    for each in before:
        if each not in after:
            update_fields(channel, absences=after)
            history.note_event(
                channel, "absence-removed", _sentence(role, each["first"], each["last"])
            )


def note_absences(place: Any, who: str, first: date | None, last: date | None) -> list:
    """Record a person's absence from all duties at a place, and return the channels.

    ``who`` is as in ``person.person_key``. Of somebody else's duties only those for channels that
    the user may change count. Raise Refusal if the period is invalid or nothing is held.
    """
    require_valid_period(first, last, today())
    held = _changeable_duties(place, who)
    for channel, role in held:
        note_absence(channel, role, first, last)
    if not held:
        raise Refusal(_("This person holds no duty here."))
    return [*{channel.UID(): channel for channel, _role in held}.values()]


def end_absences(place: Any, who: str, first: str) -> None:
    """Remove a person's absence that starts on a day (ISO) from all channels of a place."""
    for channel, role in _changeable_duties(place, who):
        remove_absence(channel, role, first)


def _changeable_duties(place, who):
    is_own = who == api.user.get_current().getId()
    return [
        (channel, role)
        for channel, role in duties_of_person(place, who)
        if is_own or api.user.has_permission(MODIFY, obj=channel)
    ]


def _holder(channel, role):
    return person_key(getattr(duties_of(channel), role)) if role in ROLES else ""


def _sentence(role, first, last):
    period = {
        "role": role_title(role),
        "first": formatted_date(first),
        "last": formatted_date(last),
    }
    return api.portal.translate(_("${role}: ${first} to ${last}", mapping=period))
