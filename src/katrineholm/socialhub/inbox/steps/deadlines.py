"""The deadlines of messages (feature G19), in working days and office hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...accounts.channels.times import local_time, start_of_day
from ...core.messages import message_lists
from ...core.messages.grounds import is_crime
from ...core.messages.office_hours import time_after_office_hours, time_after_working_hours
from ...core.messages.state import State
from ...site.settings.registry import setting

NO_DEADLINE_STATES = ("answered", "watched", "closed")
# Steps that start a new deadline: each has a reason, a day or news in the log.
REOPENING_STEPS = ("reopen-watch", "reopen", "restore")
RENEWAL_STEPS = ("follow-up", *REOPENING_STEPS)
# Steps that end a deadline for good; others only hide it.
FINAL_STEPS = ("answer", "reopen-watch")


@dataclass(frozen=True, slots=True)
class DeadlineBasis:
    """The facts besides the state that determine a deadline; times are in seconds since 1970.

    ``present`` is the current deadline, ``known`` the time when somebody first knew of the message.
    ``is_urgent`` is True if it reports a crime. ``missed`` is a past deadline, which applies again
    when a message that was set aside unanswered is reopened. A deadline is None if there is none.
    """

    present: int | None
    known: int
    is_urgent: bool = False
    missed: int | None = None


def deadline_basis(message: Mapping, log: Iterable[Mapping], now: int) -> DeadlineBasis:
    """Return the facts that determine a message's deadline, given its log in order."""
    log = list(log)
    known, urgent = _known_since(message, log, now), is_urgent(message, log)
    return DeadlineBasis(current_deadline(message), known, urgent, missed_deadline(log))


def deadline_after(
    step: str, state: State, matter: DeadlineBasis, given: Mapping, now: int
) -> int | None:
    """Return the deadline after a step, in seconds since 1970; None if there is none.

    Forwarding does not stop the clock, and only RENEWAL_STEPS postpone a deadline. A missed
    deadline ends only with news or an answer. A message that breaks a rule has to be removed within
    hours of when somebody knew of it, not of the decision (lag 1998:112, 5 §); for a reported
    crime, the hours are counted from the first minute.
    """
    if step == "follow-up":
        return end_of_day(date.fromisoformat(given["follow_up_on"]))
    if state.is_removed or state.handling in NO_DEADLINE_STATES:
        return None
    removal = office_hours_later(matter.known, setting("remove_within"))
    present = matter.present
    if present is None:
        present = removal if step == "act" else working_hours_later(now, setting("answer_within"))
        present = present if matter.missed is None else min(present, matter.missed)
    return min(present, removal) if step == "act" or matter.is_urgent else present


def missed_deadline(log: Iterable[Mapping]) -> int | None:
    """Return the latest deadline that passed without an answer or news; None if none did."""
    due = found = None
    for line in log:
        if line["step"] in FINAL_STEPS:
            due = found = None
        elif due is not None and due < line["time"]:
            found = due
        if line["step"] == "wait":
            due = line["given"].get("due")
    return found


def is_urgent(message: Mapping, log: Iterable[Mapping]) -> bool:
    """Return whether a reporter or a handler of a message has stated that it is a crime."""
    reported = message["captured"].get("reported") or {}
    reasons = [reported.get("reason", ""), *message["state"]["facts"]["rules"]]
    reasons += [line["given"].get("reason", "") for line in log if line["step"] == "reported"]
    return any(map(is_crime, reasons))


def _known_since(message, log, now):
    """Return when somebody first knew of the message, in seconds since 1970.

    A retrieved message is known once it is reported or somebody acts on it; a reopened one is
    judged again from then on.
    """
    again = max((at for at, line in enumerate(log) if line["step"] in REOPENING_STEPS), default=0)
    if again:
        return log[again]["time"]
    if message["captured"].get("how") != "feed":
        return message["captured"].get("captured", now)
    seen = (line["time"] for line in log if line["who"] or line["step"] == "reported")
    return next(seen, now)


def working_hours_later(start: int, hours: int) -> int:
    """Return the time some hours later, counting only the hours of working days."""
    return int(time_after_working_hours(local_time(start), hours).timestamp())


def office_hours_later(start: int, hours: int) -> int:
    """Return the time some hours later, counting only office hours."""
    return int(time_after_office_hours(local_time(start), hours).timestamp())


def end_of_day(day: date) -> int:
    """Return the last second of a day in the site's time zone, in seconds since 1970."""
    return int(start_of_day(day + timedelta(1)).timestamp()) - 1


def current_deadline(message: Mapping) -> int | None:
    """Return a message's deadline in seconds since 1970; None if it has none or is closed."""
    return message["order"] if 0 <= message["order"] < message_lists.NEVER - 1 else None
