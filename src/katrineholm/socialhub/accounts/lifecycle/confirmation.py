"""Confirmation twice a year that the facts about a channel are still right (feature A11)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ..channels import history
from ..channels.facts import ChannelFacts
from ..channels.responsibility import Duties
from ..channels.times import today
from ..channels.updates import update_fields
from ..information.information import public_url
from .confirmation_link import confirmation_token


def is_confirmation_due(
    facts: ChannelFacts, duties: Duties, last_changed: date | None, now: date, *, after: int
) -> bool:
    """Return whether an official channel has been unchanged for so long that it is to be confirmed.

    ``after`` is in days, the setting ``confirm_after``.
    """
    changed = last_changed.isoformat() if last_changed else ""
    touched = max(changed, duties.confirmed, facts.official_since)
    return facts.state == "official" and touched <= (now - timedelta(after)).isoformat()


def latest_changes(lines: Iterable[dict]) -> dict[str, int]:
    """Return when a person last changed each channel, keyed by UID, in seconds since 1970.

    ``lines`` are a history's, newest first. An import confirms nothing, and the worker has no user
    id.
    """
    found: dict[str, int] = {}
    for line in lines:
        if line["who"] and line["step"] != "add":
            found.setdefault(line["uid"], line["time"])
    return found


def can_be_confirmed(facts: ChannelFacts) -> bool:
    """Return whether there is anything to confirm: the channel is official or paused."""
    return facts.speaks


def confirm_channel(channel: Any, who: str, now: date) -> None:
    """Note that the facts about a channel are right, and by whom.

    ``who`` is for the history if nobody is logged in, else empty. A second confirmation on the same
    day does nothing.
    """
    if channel.confirmed_on == now:
        return
    update_fields(channel, confirmed_on=now)
    history.note_event(channel, "confirm", who)


def confirmation_url(
    facts: ChannelFacts, duties: Duties, who: str, *, on: date | None = None
) -> str:
    """Return the URL by which a holder of a duty confirms the channel without logging in.

    ``who`` is one of the texts in ``duties``. No object is loaded.
    """
    return public_url(
        facts, f"/@@confirm?token={confirmation_token(facts.uid, duties, who, on or today())}"
    )
