"""The link by which a person confirms a channel without logging in.

Named contacts have no account on the site. The link is good for one channel, one holder of a
duty and one confirmation, and for sixty days; no name stands in it.
"""

import hmac
import re
from datetime import date, timedelta

from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility
from zope.i18nmessageid import Message

from ... import _
from ...site.forms.refusals import Refusal
from ..people.answering import ROLES, Duties
from ..people.person import key

DAYS = 60
TOKEN = re.compile(r"(?P<issued>[0-9]{8})-(?P<confirmed>[0-9]{8}|0)-(?P<seal>[0-9a-f]{64})", re.A)


class LinkRefused(Refusal):
    """A link that is good for nothing; ``status`` is 403 (wrong) or 410 (old, used)."""

    def __init__(self, sentence: Message, status: int):
        super().__init__(sentence)
        self.status = status


def token(uid: str, duties: Duties, who: str, today: date) -> str:
    """A token for one holder of a channel's duties, ``who`` as in ``Duties``."""
    issued = today.isoformat().replace("-", "")
    said = f"{issued}-{_confirmed(duties)}"
    return f"{said}-{_seal(uid, who, said, getUtility(IKeyManager).secret())}"


def opened(token: str, uid: str, duties: Duties, today: date) -> str:
    """The role of the person to whom a token was given; raises LinkRefused."""
    found = TOKEN.fullmatch(token)
    role = found and _role(found, uid, duties)
    if not role:
        raise LinkRefused(
            _("The link is not valid. Open it as it stands in the mail, or ask for a new one."), 403
        )
    if found["confirmed"] != _confirmed(duties):
        raise LinkRefused(_("The link has been used: the channel is confirmed already."), 410)
    if not date.fromisoformat(found["issued"]) <= today <= _last_day(found["issued"]):
        raise LinkRefused(_("The link is too old. Ask for a new one."), 410)
    return role


def _role(found, uid, duties):
    """The duty whose holder the token was made for; None where nobody's seal is on it."""
    said = f"{found['issued']}-{found['confirmed']}"
    secrets = [secret for secret in getUtility(IKeyManager)["_system"] if secret]
    return next(
        (
            role
            for role in ROLES
            for secret in secrets
            if getattr(duties, role)
            and hmac.compare_digest(found["seal"], _seal(uid, getattr(duties, role), said, secret))
        ),
        None,
    )


def _seal(uid, who, said, secret):
    text = "\n".join(("katrineholm.socialhub.confirm", uid, key(who), said))
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()


def _confirmed(duties):
    return duties.confirmed.replace("-", "") or "0"


def _last_day(issued):
    return date.fromisoformat(issued) + timedelta(DAYS)
