"""Tokens of the links that confirm a channel without login.

Named contacts have no account on the site. A token is valid for one channel, one holder of a duty
and one confirmation, and for sixty days; it contains no name.
"""

import re
from datetime import date, timedelta

from zope.i18nmessageid import Message

from ... import _
from ...site.pages.refusals import Refusal
from ...site.pages.signatures import has_valid_signature, signature
from ..channels.person import person_key
from ..channels.responsibility import ROLES, Duties

DAYS = 60
PURPOSE = "confirm"
TOKEN = re.compile(r"(?P<issued>[0-9]{8})-(?P<confirmed>[0-9]{8}|0)-(?P<seal>[0-9a-f]{64})", re.A)


class LinkRefused(Refusal):
    """An invalid link; ``status`` is 403 (wrong) or 410 (old, used)."""

    def __init__(self, sentence: Message, status: int):
        super().__init__(sentence)
        self.status = status


def confirmation_token(uid: str, duties: Duties, who: str, today: date) -> str:
    """Return a token for one holder of a channel's duties, ``who`` as in ``Duties``."""
    issued = today.isoformat().replace("-", "")
    dates = f"{issued}-{_confirmed(duties)}"
    return f"{dates}-{signature(PURPOSE, uid, person_key(who), dates)}"


def token_role(token: str, uid: str, duties: Duties, today: date) -> str:
    """Return the role of the person to whom a token was given. Raise LinkRefused."""
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
    """Return the role for which the token was made; None if its signature is invalid."""
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
