"""When a message is late (feature G19): settings, working days and office hours."""

from collections.abc import Mapping
from datetime import date, timedelta

from ...accounts.channels.moments import begins, local
from ...core.messages import shelves
from ...core.messages.clocks import after_office_hours, after_working_hours
from ...core.messages.state import State
from ...site.settings.registry import setting

NEVER = ("answered", "watched", "closed")


def due_after(step: str, state: State, present: int | None, given: Mapping, now: int) -> int | None:
    """Until when a message waits after a step, in seconds since 1970; None for ever.

    ``present`` is its deadline before: passing on does not stop the clock.
    """
    if step == "follow-up":
        return end_of(date.fromisoformat(given["follow_up_on"]))
    if step == "act":
        return in_office_hours(now, setting("remove_within"))
    if state.handling in NEVER or state.is_removed:
        return None
    return in_working_hours(now, setting("answer_within")) if present is None else present


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
