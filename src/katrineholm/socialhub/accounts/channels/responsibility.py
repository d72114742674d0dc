"""The person in charge of a channel on a day, also during absences (guideline G7).

The duties of a hub's channels are stored in one annotation that handlers update.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from . import hub_storage
from .hub_storage import edited_channels
from .person import Person, person, person_key

ROLES = ("responsible", "substitute", "head")
KEY = "katrineholm.socialhub.duties"


@dataclass(frozen=True, slots=True)
class Duties:
    """The holders of a channel's duties, as texts for ``person.person``.

    ``absences`` are those of the current holders: see ``lifecycle.absences`` for their shape.
    ``confirmed`` is the ISO date of the latest confirmation, or empty.
    """

    responsible: str = ""
    substitute: str = ""
    head: str = ""
    absences: tuple[dict, ...] = ()
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class PersonInCharge:
    """The person in charge of a channel, in the role of responsible, substitute or head."""

    person: Person
    role: str


def person_in_charge(
    duties: Duties, on: date, *, person: Callable[[str], Person | None] = person
) -> PersonInCharge | None:
    """Return the person in charge of a channel on a given day: responsible, substitute or head.

    Return None if nobody is available; then the information office is in charge. ``person`` is the
    function that looks up a person.
    """
    for role in ROLES:
        someone = person(getattr(duties, role))
        if someone and not someone.gone and not is_absent(duties.absences, role, on):
            return PersonInCharge(someone, role)
    return None


def coming_periods(
    duties: Duties, today: date, days: int
) -> list[tuple[date, date, PersonInCharge | None]]:
    """Return (first day, last day, person in charge) for each period in the coming ``days``."""
    periods: list[tuple[date, date, PersonInCharge | None]] = []
    known = cache(person)
    dates = (today + timedelta(number) for number in range(days))
    for answering, found in groupby(dates, lambda day: person_in_charge(duties, day, person=known)):
        together = [*found]
        periods.append((together[0], together[-1], answering))
    return periods


def is_absent(absences: Iterable[dict], role: str, on: date) -> bool:
    """Return whether the holder of a role is absent on a given day."""
    day = on.isoformat()
    return any(each["role"] == role and each["first"] <= day <= each["last"] for each in absences)


def duties_of(channel: Any) -> Duties:
    """Return the duties for a channel object, including its administration's head."""
    holders = {
        "responsible": channel.responsible or "",
        "substitute": channel.substitute or "",
        "head": getattr(channel.__parent__, "head", "") or "",
    }
    return Duties(
        **holders,
        absences=tuple(each for each in channel.absences or () if _is_holders_own(each, holders)),
        confirmed=channel.confirmed_on.isoformat() if channel.confirmed_on else "",
    )


def _is_holders_own(absence, holders):
    """Return whether an absence is the current holder's and not a predecessor's."""
    holder = person_key(holders[absence["role"]])
    return absence.get("who", holder) == holder


def hub_duties(hub: Any) -> dict[str, Duties]:
    """Return the duties of all channels of a hub, keyed by UID."""
    return {uid: _duties_from(kept) for uid, kept in hub_storage.stored_data(hub, KEY).items()}


def channel_duties(hub: Any, uid: str) -> Duties:
    """Return the duties of a channel in a hub, or empty ones if it no longer exists."""
    kept = hub_storage.stored_data(hub, KEY).get(uid)
    return _duties_from(kept) if kept else Duties()


def store_all_duties(administration: Any, event: Any = None) -> None:
    """Store the duties of an edited administration's channels, as its head may be new."""
    for channel in edited_channels(administration, event):
        store_duties(channel)


def _stored_value(channel):
    duties = duties_of(channel)
    absences = tuple(tuple(sorted(each.items())) for each in duties.absences)
    return duties.responsible, duties.substitute, duties.head, absences, duties.confirmed


def _duties_from(kept):
    responsible, substitute, head, absences, confirmed = kept
    return Duties(responsible, substitute, head, tuple(map(dict, absences)), confirmed)


store_duties, move_duties = hub_storage.value_handlers(KEY, _stored_value)
