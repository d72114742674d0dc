"""Confirmation twice a year that the facts about a channel are still right (feature A11).

Named contacts, who have no account on the site, confirm by a link with a token. It is valid for one
channel, one holder of a duty and one confirmation, for sixty days, and contains no name.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ... import _
from ...site.pages.refusals import LinkRefused
from ...site.pages.signatures import has_valid_signature, signature
from ...site.settings.registry import setting
from ..channels import history
from ..channels.facts import ChannelFacts, facts_of
from ..channels.person import person_key
from ..channels.responsibility import ROLES, Duties, duties_of
from ..channels.times import local_date, today
from ..channels.updates import update_fields
from ..channels.visibility import public_url

DAYS = 60
PURPOSE = "confirm"
TOKEN = re.compile(r"(?P<issued>[0-9]{8})-(?P<confirmed>[0-9]{8}|0)-(?P<seal>[0-9a-f]{64})", re.A)


def conceal_url(response: Any) -> None:
    """Set headers that hide a secret URL from caches, search engines and other sites."""
    response.setHeader("Cache-Control", "no-store")
    response.setHeader("Referrer-Policy", "no-referrer")
    response.setHeader("X-Robots-Tag", "noindex")


def is_confirmation_due(
    facts: ChannelFacts, duties: Duties, last_changed: date | None, now: date, *, after: int
) -> bool:
    """Return whether nobody has changed or confirmed an official channel for ``after`` days."""
    changed = last_changed.isoformat() if last_changed else ""
    touched = max(changed, duties.confirmed, facts.official_since)
    return facts.state == "official" and touched <= (now - timedelta(after)).isoformat()


def needs_confirmation(channel: Any) -> bool:
    """Return whether nobody has changed or confirmed a channel for the time in the settings."""
    moment = latest_changes(history.channel_lines(channel)).get(channel.UID())
    changed = local_date(moment) if moment else None
    after = setting("confirm_after")
    return is_confirmation_due(facts_of(channel), duties_of(channel), changed, today(), after=after)


def latest_changes(lines: Iterable[dict]) -> dict[str, int]:
    """Return when a person last changed each channel, keyed by UID, in seconds since 1970.

    ``lines`` are the history, newest first. Additions and lines without a user's id are ignored.
    """
    found: dict[str, int] = {}
    for line in lines:
        if line["who"] and line["step"] != "add":
            found.setdefault(line["uid"], line["time"])
    return found


def confirm_channel(channel: Any, who: str, now: date) -> None:
    """Record that the facts about a channel have been confirmed, at most once a day.

    ``who`` describes the person in the history if nobody is logged in.
    """
    if channel.confirmed_on == now:
        return
    update_fields(channel, confirmed_on=now)
    history.note_event(channel, "confirm", who)


def confirmation_url(
    facts: ChannelFacts, duties: Duties, who: str, *, on: date | None = None
) -> str:
    """Return the URL with which a holder of a duty confirms a channel without logging in.

    ``who`` is one of the texts in ``duties``. No object is loaded.
    """
    token = confirmation_token(facts.uid, duties, who, on or today())
    return f"{public_url(facts.path)}/@@confirm?token={token}"


def confirmation_token(uid: str, duties: Duties, who: str, today: date) -> str:
    """Return a token for a holder of a channel's duties; ``who`` is the text in ``duties``."""
    issued = today.isoformat().replace("-", "")
    dates = f"{issued}-{_confirmed(duties)}"
    return f"{dates}-{signature(PURPOSE, uid, person_key(who), dates)}"


def token_role(token: str, uid: str, duties: Duties, today: date) -> str:
    """Return the role of the person who was given a token. Raise LinkRefused if it is invalid."""
    found = TOKEN.fullmatch(token)
    role = found and _role(found, uid, duties)
    if not found or not role:
        raise LinkRefused(
            _("The link is not valid. Open it as it stands in the mail, or ask for a new one."), 403
        )
    if found["confirmed"] != _confirmed(duties):
        raise LinkRefused(_("The link has been used: the channel is confirmed already."), 410)
    issued = date.fromisoformat(found["issued"])
    if not issued <= today <= issued + timedelta(DAYS):
        raise LinkRefused(_("The link is too old. Ask for a new one."), 410)
    return role


def _role(found, uid, duties):
    """Return the role for which the token was made, or None if its signature is invalid."""
    dates = f"{found['issued']}-{found['confirmed']}"
    holders = {role: getattr(duties, role) for role in ROLES}
    return next(
        (
            role
            for role, who in holders.items()
            if who and has_valid_signature(found["seal"], PURPOSE, uid, person_key(who), dates)
        ),
        None,
    )


def _confirmed(duties):
    return duties.confirmed.replace("-", "") or "0"
