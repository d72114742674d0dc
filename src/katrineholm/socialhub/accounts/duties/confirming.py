"""Twice a year somebody says that what is known of a channel is still right (feature A11)."""

from collections.abc import Iterable
from datetime import date, timedelta

from ..about.information import public_url
from ..channels import history
from ..channels.changing import change
from ..channels.facts import ChannelFacts
from ..channels.moments import today
from ..people.answering import Duties
from .confirming_link import token


def is_due(
    facts: ChannelFacts, duties: Duties, last_changed: date | None, now: date, *, after: int
) -> bool:
    """Whether an official channel has been left untouched for so long that it is to be confirmed.

    ``after`` is in days, the setting ``confirm_after``.
    """
    changed = last_changed.isoformat() if last_changed else ""
    touched = max(changed, duties.confirmed, facts.official_since)
    return facts.state == "official" and touched <= (now - timedelta(after)).isoformat()


def touched(lines: Iterable[dict]) -> dict[str, int]:
    """When a person last did anything with each channel, by UID, in seconds since 1970.

    ``lines`` are a history's, the newest first. To bring a list in from elsewhere confirms
    nothing of it, and the worker has no name.
    """
    found = {}
    for line in lines:
        if line["who"] and line["step"] != "add":
            found.setdefault(line["uid"], line["time"])
    return found


def can_be_confirmed(facts: ChannelFacts) -> bool:
    """Whether there is anything to confirm: the channel speaks for the municipality."""
    return facts.speaks


def confirm(channel, who: str, now: date) -> None:
    """What is known of a channel is right: note it, and by whom.

    ``who`` goes into the history where nobody is logged in; it is empty otherwise. Whoever does so
    on the same day once more has nothing to add.
    """
    if channel.confirmed_on == now:
        return
    change(channel, confirmed_on=now)
    history.note(channel, "confirm", who)


def link(facts: ChannelFacts, duties: Duties, who: str, *, on: date | None = None) -> str:
    """The address where a holder of a duty confirms the channel, without logging in.

    ``who`` is one of the texts in ``duties``. No object is woken.
    """
    seal = token(facts.uid, duties, who, on or today())
    return public_url(facts, f"/@@confirm?token={seal}")
