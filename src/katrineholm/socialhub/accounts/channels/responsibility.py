"""The person who answers for a channel, also during absences (guideline G7)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from .person import Person, person, person_key

ROLES = ("responsible", "substitute", "head")


@dataclass(frozen=True, slots=True)
class Duties:
    """The holders of a channel's duties, as texts for ``person.person``.

    ``absences`` are the current holders': see ``lifecycle.absence_periods`` for their shape.
    ``confirmed`` is the ISO date of the latest confirmation, or empty.
    """

    responsible: str = ""
    substitute: str = ""
    head: str = ""
    absences: tuple[dict, ...] = ()
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Answerer:
    """A person who answers, and the role: responsible, substitute or head."""

    person: Person
    role: str


def answerer_on(
    duties: Duties, on: date, *, person: Callable[[str], Person | None] = person
) -> Answerer | None:
    """Return the person who answers for a channel on a day: responsible, substitute or head.

    None if there is nobody; then it is the information office. ``person`` looks people up.
    """
    for role in ROLES:
        someone = person(getattr(duties, role))
        if someone and not someone.gone and not is_absent(duties.absences, role, on):
            return Answerer(someone, role)
    return None


def coming_periods(
    duties: Duties, today: date, days: int
) -> list[tuple[date, date, Answerer | None]]:
    """Return who answers in the coming days: (first day, last day, who), beginning today."""
    periods: list[tuple[date, date, Answerer | None]] = []
    known = cache(person)
    for number in range(days):
        day = today + timedelta(number)
        answering = answerer_on(duties, day, person=known)
        if periods and periods[-1][2] == answering:
            periods[-1] = (periods[-1][0], day, answering)
        else:
            periods.append((day, day, answering))
    return periods


def is_absent(absences: Iterable[dict], role: str, on: date) -> bool:
    """Return whether the holder of a role is absent on a day."""
    day = on.isoformat()
    return any(each["role"] == role and each["first"] <= day <= each["last"] for each in absences)


def duties_of(channel: Any) -> Duties:
    """Return the duties of a channel object."""
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
    """Return whether an absence is the current holder's: a successor is not absent with it."""
    holder = person_key(holders[absence["role"]])
    return absence.get("who", holder) == holder
