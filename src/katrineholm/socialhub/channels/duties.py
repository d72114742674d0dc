"""Who answers for a channel, and who does while someone is absent (guideline G7)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .people import Person, person

ROLES = ("responsible", "substitute")


@dataclass(frozen=True, slots=True)
class Duties:
    """Who holds a channel's duties, as texts that ``people.person`` understands.

    ``absences`` are dicts with ``role``, ``first`` and ``last`` (ISO dates, both included).
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
    for role in (*ROLES, "head"):
        someone = person(getattr(duties, role))
        if someone and not someone.gone and not is_absent(duties.absences, role, on):
            return Answering(someone, role)
    return None


def is_absent(absences: Iterable[dict], role: str, on: date) -> bool:
    """Whether the holder of a role is away on a day."""
    day = on.isoformat()
    return any(each["role"] == role and each["first"] <= day <= each["last"] for each in absences)


def duties_of(channel) -> Duties:
    """The duties of one channel object."""
    return Duties(
        responsible=channel.responsible or "",
        substitute=channel.substitute or "",
        head=getattr(channel.__parent__, "head", "") or "",
        absences=tuple(channel.absences or ()),
        confirmed=channel.confirmed_on.isoformat() if channel.confirmed_on else "",
    )
