"""The state of an account's link back to this site, for the channel's editors, with buttons."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...accounts.channels import history
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_time
from ...accounts.channels.visibility import public_url
from ...site.pages.acts import Act, FormTarget, act_form, acts
from ...site.pages.permissions import DECIDE_ON_CHANNEL, REFRESH_CHANNEL
from ...site.settings.titles import service_title
from .profile_chore import check_channel
from .proofs import accept_check, latest_check

OWN_PAGES = ("website", "feed")  # the municipality edits their head itself
ADVICE = {
    "mastodon": _(
        "On Mastodon, choose Edit profile, paste the address as the content of an extra field, "
        "and save. Mastodon then marks the address as checked."
    ),
    "bluesky": _("On Bluesky, choose Edit profile and write the address in the description."),
    **dict.fromkeys(OWN_PAGES, _("Put this line in the head of the web site's first page:")),
}
ACCEPTED = _("Noted that the account is ours, though it looked otherwise")
ANY_SERVICE = _("On ${service}, edit the profile and paste the address as its web site or link.")


def _look(at, _form):
    kept = check_channel(at.context)
    weight = "info" if kept.is_both_ways else "warning"
    api.portal.show_message(kept.outcome.sentence, at.request, weight)


def _accept(at, _form):
    if accept_check(hub_of(at.context), facts_of(at.context)):
        history.note_event(at.context, str(ACCEPTED))


LOOK = Act("look-now", _look, title=_("Look now"))
ACCEPT = Act(
    "accept-profile",
    _accept,
    _("It has been noted that the account is ours."),
    title=_("The account is still ours"),
)


class LinkBackViewlet(ViewletBase):
    """The viewlet with the state of the link back, and advice on how to add it."""

    def render(self) -> str:
        self.facts = facts_of(self.context)
        self.kept = latest_check(hub_of(self.context), self.facts)
        return self.index() if self.facts.speaks else ""

    def sentence(self) -> Message | None:
        return self.kept.outcome.sentence if self.kept else None

    def alarm(self) -> Message | None:
        """Return the reason for an alarm, or None if there is none or the sentence states it."""
        alarm = self.kept and self.kept.alarm
        return Message(alarm, domain=PACKAGE_NAME) if alarm and alarm != self.sentence() else None

    def checked_on(self) -> str:
        return formatted_time(self.kept.checked_at)["text"]

    @property
    def is_confirmed(self) -> bool:
        return bool(self.kept and self.kept.is_both_ways)

    def advice(self) -> Message:
        """Return the steps to take at the service, in its own terms."""
        text = ADVICE.get(self.facts.platform, ANY_SERVICE)
        values = {"service": service_title(self.facts.platform)}
        return Message(text, domain=PACKAGE_NAME, mapping=values)

    @property
    def line(self) -> str:
        """The line of HTML to copy; empty unless the municipality edits the page's HTML itself."""
        is_ours = self.facts.platform in OWN_PAGES
        return f'<link rel="me" href="{self.page}">' if is_ours else ""

    @property
    def page(self) -> str:
        """The public URL to paste into the profile, whichever host the editor uses."""
        return public_url(self.facts.path)

    def forms(self) -> list[dict]:
        may_check = api.user.has_permission(REFRESH_CHANNEL, obj=self.context)
        return [
            act_form(f"{self.context.absolute_url()}/@@{act.name}", act, do="")
            | {"classes": None, "buttons": [{"do": "", "title": act.title, "look": "secondary"}]}
            for act, may in ((LOOK, may_check), (ACCEPT, self.may_accept))
            if may
        ]

    @property
    def may_accept(self) -> bool:
        """True if there is an alarm that the user may dismiss."""
        return bool(self.alarm()) and api.user.has_permission(DECIDE_ON_CHANNEL, obj=self.context)


class ChannelButton(FormTarget):
    """Base class of a button's target, which leads back to the account's page."""

    def next_url(self) -> str:
        return f"{self.context.absolute_url()}/@@account"


class LookNow(ChannelButton):
    """``@@look-now`` on a channel: checks at once whether the account links back."""

    acts = acts(LOOK)


class AcceptProfile(ChannelButton):
    """``@@accept-profile`` on a channel: confirms that the account is ours, despite the alarm."""

    acts = acts(ACCEPT)
