"""Who answers for a channel, and who does while someone is absent (guideline G7)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .person import Person, key, person

ROLES = ("responsible", "substitute", "head")


@dataclass(frozen=True, slots=True)
class Duties:
    """Who holds a channel's duties, as texts that ``people.person`` understands.

    ``absences`` are the present holders': see ``duties.absence`` for what they are.
    ``confirmed`` is the ISO date of the latest confirmation, empty if there is none.
    """

    responsible: str = ""
    substitute: str = ""
    head: str = ""
    absences: tuple[dict, ...] = ()
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers, and as what: responsible, substitute or head."""

    person: Person
    role: str


def who_answers(
    duties: Duties, on: date, *, person: Callable[[str], Person | None] = person
) -> Answering | None:
    """Who answers for a channel on a day: the responsible, else the substitute, else the head.

    None where nobody does; then it is the information office's. ``person`` looks people up.
    """
    for role in ROLES:
        someone = person(getattr(duties, role))
        if someone and not someone.gone and not is_absent(duties.absences, role, on):
            return Answering(someone, role)
    return None


def coming(duties: Duties, today: date, days: int) -> list[tuple[date, date, Answering | None]]:
    """Who answers in the coming days: (first day, last day, who), today first."""
    periods, known = [], cache(person)
    for number in range(days):
        day = today + timedelta(number)
        answering = who_answers(duties, day, person=known)
        if periods and periods[-1][2] == answering:
            periods[-1] = (periods[-1][0], day, answering)
        else:
            periods.append((day, day, answering))
    return periods


def is_absent(absences: Iterable[dict], role: str, on: date) -> bool:
    """Whether the holder of a role is away on a day."""
    day = on.isoformat()
    return any(each["role"] == role and each["first"] <= day <= each["last"] for each in absences)


def duties_of(channel) -> Duties:
    """The duties of one channel object."""
    holders = {
        "responsible": channel.responsible or "",
        "substitute": channel.substitute or "",
        "head": getattr(channel.__parent__, "head", "") or "",
    }
    return Duties(
        **holders,
        absences=tuple(each for each in channel.absences or () if _is_own(each, holders)),
        confirmed=channel.confirmed_on.isoformat() if channel.confirmed_on else "",
    )


def _is_own(absence, holders):
    """An absence is one person's: whoever takes a duty over is not away with it."""
    holder = key(holders[absence["role"]])
    return absence.get("who", holder) == holder
