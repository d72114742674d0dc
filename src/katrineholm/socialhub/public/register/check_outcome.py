"""The outcome of a check of whether an account links back, and the reasons for an alarm."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds import errors

# The strongest first.
STATUSES = ("both-ways", "linked", "missing", "impossible", "unreachable", "gone")
TEXTS = {
    "me": _('The profile links back to ${page} with rel="me": confirmed both ways.'),
    "verified": _("The service has itself checked the link to ${page}: confirmed both ways."),
    "handle": _("The account's handle is our own domain, which proves it: confirmed both ways."),
    "plain": _('The profile links to ${page}, but without the mark rel="me".'),
    "other": _("The profile links to ${page}, but not to the hub or to the channel's page."),
    "no_link": _("The profile does not link back to us."),
    "passed_on": _("The profile's address leads on to our own page ${page}."),
    "closed": _("This service cannot be asked without a key: look for the link yourself."),
    "scripted": _("This service's pages cannot be read by a program: look for the link yourself."),
    "login_only": _("The server shows the profile to logged-in visitors only."),
    "vanished": _("There is no account at this address any more."),
    "suspended": _("The service has closed the account."),
    "moved": _("The account says that it has moved to ${page}."),
}
OTHER_OWNER = _("Another account than before answers at this address: it may be in wrong hands.")
LINK_LOST = _("The profile linked back to us before and does so no longer.")


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The outcome of a check: ``status`` is one of STATUSES, ``code`` the key of the sentence.

    ``page`` and ``values`` are inserted into the sentence. ``owner_id`` is the account's permanent
    id at its service (Mastodon's id, the DID, or a feed URL with the channel's id), or empty if it
    was not found. Everything is plain data.
    """

    status: str
    code: str
    page: str = ""
    owner_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> Message:
        """The outcome as a sentence, with its values inserted."""
        text = TEXTS.get(self.code) or errors.TEXTS[self.code]
        return Message(text, domain=PACKAGE_NAME, mapping={"page": self.page, **self.values})


def alarm_reason(before: CheckOutcome | None, now: CheckOutcome) -> Message | None:
    """Return the reason why the latest check needs immediate attention (feature A19), or None.

    ``before`` is the latest conclusive outcome before ``now``, that is, neither "unreachable" nor
    "impossible".
    """
    if now.status == "gone":
        return now.sentence
    if before is None:
        return None
    if before.owner_id and now.owner_id and before.owner_id != now.owner_id:
        return OTHER_OWNER
    was_linked = before.status in ("both-ways", "linked")
    return LINK_LOST if was_linked and now.status == "missing" else None
