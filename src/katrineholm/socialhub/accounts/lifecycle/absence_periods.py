"""Absences of the holders of duties, as stored on a channel (feature A5).

Each is a dict: ``role``, ``who`` (as in ``person.person_key``: an absence is one person's),
``first`` and ``last`` (ISO dates, both included).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from ... import _
from ...site.pages.form_faults import FormFaults

LONGEST = 731  # days: two years
BOTH_DAYS = _("Write the first and the last day of the absence.")
Absences = tuple[dict, ...]


def require_valid_period(first: date | None, last: date | None, today: date) -> None:
    """Raise FaultyFields for a period that is incomplete, reversed, past or beyond two years."""
    faults = FormFaults()
    for name, day in (("first", first), ("last", last)):
        faults.demand(name, day, BOTH_DAYS)
    if first and last:
        faults.demand("last", last >= first, _("The last day comes before the first."))
        faults.demand("last", last >= today, _("The period is over already."))
        too_far = (last - first).days >= LONGEST or (first - today).days > LONGEST
        sentence = _("An absence begins within two years, and lasts two years at most.")
        faults.demand("first", not too_far, sentence)
    faults.done()


def with_absence(absences: Absences, role: str, who: str, first: date, last: date) -> Absences:
    """Return the absences with one more; adjacent ones of the same person are merged."""
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
    """Return the absences without the one that begins on a day (ISO), if there is one."""
    return tuple(
        each for each in absences if not (_is_of(each, role, who) and each["first"] == first)
    )


def coming_absences(absences: Iterable[dict], today: date) -> list[dict]:
    """Return current and future absences, sorted by time."""
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
