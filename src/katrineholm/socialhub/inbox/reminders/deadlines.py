"""When a message is late (feature G19): settings, working days and office hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...accounts.channels.moments import begins, local
from ...accounts.rules.grounds import names_crime
from ...core.messages import shelves
from ...core.messages.clocks import after_office_hours, after_working_hours
from ...core.messages.state import State
from ...site.settings.registry import setting

NEVER = ("answered", "watched", "closed")
# Steps that begin a clock anew: each has a reason, a day or news, which the log keeps.
OPENING = ("reopen-watch", "reopen", "restore")
RENEWING = ("follow-up", *OPENING)
# Steps that end a deadline for good; others only put it out of sight.
ENDING = ("answer", "reopen-watch")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a deadline depends on beside the state, in seconds since 1970.

    ``present`` is the deadline that holds (None: none), ``known`` since when somebody knows of the
    message. One that ``is_urgent`` names a crime. ``missed`` is one that has passed (None:
    none), which holds again when a message that was put aside unanswered is opened.
    """

    present: int | None
    known: int
    is_urgent: bool = False
    missed: int | None = None


def matter(message: Mapping, log: Iterable[Mapping], now: int) -> Matter:
    """What the deadline of a message depends on; ``log`` has its earliest line first."""
    log = list(log)
    known = _known_since(message, log, now)
    return Matter(deadline(message), known, is_urgent(message, log), missed(log))


def due_after(step: str, state: State, matter: Matter, given: Mapping, now: int) -> int | None:
    """Until when a message waits after a step, in seconds since 1970; None for ever.

    Passing on does not stop the clock, and no step but RENEWING moves a deadline later: nothing but
    news or an answer ends one that has been missed. What breaks a rule is taken down within hours
    of the moment at which somebody knew of it, not of the decision (lag 1998:112, 5 §); what names
    a crime has these hours from its first minute.
    """
    if step == "follow-up":
        return end_of(date.fromisoformat(given["follow_up_on"]))
    if state.is_removed or state.handling in NEVER:
        return None
    removal = in_office_hours(matter.known, setting("remove_within"))
    present = matter.present
    if present is None:
        present = removal if step == "act" else in_working_hours(now, setting("answer_within"))
        present = present if matter.missed is None else min(present, matter.missed)
    return min(present, removal) if step == "act" or matter.is_urgent else present


def missed(log: Iterable[Mapping]) -> int | None:
    """Return the latest deadline that passed without an answer or news; None if none did.

    ``log`` has its earliest line first.
    """
    due = found = None
    for line in log:
        if line["step"] in ENDING:
            due = found = None
        elif due is not None and due < line["time"]:
            found = due
        if line["step"] == "wait":
            due = line["given"].get("due")
    return found


def is_urgent(message: Mapping, log: Iterable[Mapping]) -> bool:
    """Whether a report of a message, or what its handler says of it, names a crime."""
    reported = message["captured"].get("reported") or {}
    reasons = [reported.get("reason", ""), *message["state"]["facts"]["rules"]]
    reasons += [line["given"].get("reason", "") for line in log if line["step"] == "reported"]
    return any(map(names_crime, reasons))


def _known_since(message, log, now):
    """What was retrieved by itself is known when it is reported, or somebody does something.

    What was opened again is judged anew, and known since then.
    """
    again = max((at for at, line in enumerate(log) if line["step"] in OPENING), default=0)
    if again:
        return log[again]["time"]
    if message["captured"].get("how") != "feed":
        return message["captured"].get("captured", now)
    seen = (line["time"] for line in log if line["who"] or line["step"] == "reported")
    return next(seen, now)


def in_working_hours(start: int, hours: int) -> int:
    """The moment that lies some hours of working days on."""
    return int(after_working_hours(local(start), hours).timestamp())


def in_office_hours(start: int, hours: int) -> int:
    """The moment that lies some office hours on."""
    return int(after_office_hours(local(start), hours).timestamp())


def end_of(day: date) -> int:
    """The last second of a day where the site is."""
    return int(begins(day + timedelta(1)).timestamp()) - 1


def deadline(message: Mapping) -> int | None:
    """Until when a message waits, in seconds since 1970; None for ever, or when it is closed."""
    return message["order"] if 0 <= message["order"] < shelves.NEVER - 1 else None
