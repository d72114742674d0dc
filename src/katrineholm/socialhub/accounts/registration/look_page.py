"""The page on which people record that they have looked at an account, and its box on a channel."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...site.pages.acts import Act, ActPage, act_form, acts
from ...site.pages.form_schema import Line, LongText
from ...site.pages.page_values import page_section
from ...site.pages.permissions import REFRESH_CHANNEL
from ...site.pages.request import form_date
from ..channels.facts import ChannelFacts, facts_of
from ..channels.hub import hub_of
from ..channels.person import person
from ..channels.times import formatted_date as written
from ..channels.times import today
from .looks import (
    Look,
    channel_look_reminder,
    channel_looks,
    connected_uids,
    latest_look,
    needs_looks,
    note_look,
)

SERVICE_ITSELF = _("The service itself")


class ILook(Interface):
    """The fields of a look at an account, which ``note_look`` validates."""

    day = Line(title=_("Day"), required=False)
    followers = Line(title=_("Number of followers (may be left empty)"), required=False)
    note = LongText(title=_("Note (may be left empty)"), required=False)
    widget("day", type="date")
    widget("followers", inputmode="numeric")
    widget("note", rows=2)


def _look(at, given):
    """Record a look, by default one today, and return the channel's title."""
    when = form_date(given, "day") if "day" in at.request.form else today()
    note_look(at.context, when, given["note"], given["followers"])
    return at.context.title


LOOK = Act(
    "look-at-account",
    _look,
    said=lambda title: _("Noted that you have looked at ${title}.", mapping={"title": title}),
    title=_("I have looked at the account"),
    fields=ILook,
    then=lambda at, _title: at.context.absolute_url(),
)


class LookAtAccount(ActPage):
    """``@@look-at-account`` on a channel: the form that records a look, and all earlier ones."""

    index = ViewPageTemplateFile("look_page.pt")
    title = _("Looking at the account")
    acts = acts(LOOK)

    @property
    def profile_url(self) -> str:
        return facts_of(self.context).profile_url

    def look_form(self) -> dict:
        """Return the form that records a look at the account."""
        return self.form(LOOK.name, day=today().isoformat())

    def looks(self) -> list[dict]:
        """Return a section with a table of all looks, latest first; empty if there are none."""
        found = [
            look_values(look) for look in channel_looks(hub_of(self.context), self.context.UID())
        ]
        rows = [
            [each["day"], each["who"], each["followers"] or "–", each["note"]] for each in found
        ]
        table = {"head": [_("Day"), _("Who"), _("Followers"), _("Note")], "rows": rows}
        return [page_section("looks", _("Looks until now"), table=table)] if rows else []


class LookBox(ViewletBase):
    """A box on a channel's page with the latest look at its account, for its editors."""

    def render(self) -> str:
        may_look = api.user.has_permission(REFRESH_CHANNEL, obj=self.context)
        return self.index() if self.facts.speaks and may_look else ""

    @cached_property
    def facts(self) -> ChannelFacts:
        return facts_of(self.context)

    @property
    def needs_looks(self) -> bool:
        """True if the account has neither a feed nor a token."""
        return needs_looks(self.facts, connected_uids(hub_of(self.context)))

    def today_button(self) -> dict:
        """Return the button that records a look today, without details."""
        form = act_form(f"{self.context.absolute_url()}/@@{LOOK.name}", LOOK, do="")
        button = {"do": "", "title": _("I have looked at the account today"), "look": "secondary"}
        return {**form, "classes": "socialhub-ask", "fields": [], "buttons": [button]}

    @property
    def hub_url(self) -> str:
        return hub_of(self.context).absolute_url()

    @cached_property
    def reminder(self) -> Message | None:
        """A reminder if the account needs a look, or else None."""
        return channel_look_reminder(self.context)

    def latest_look(self) -> dict | None:
        """Return the latest look as ``look_values``, or None if there is none."""
        look = latest_look(hub_of(self.context), self.facts.uid)
        return look_values(look) if look else None


def look_values(look: Look) -> dict:
    """Return a look as texts: day, person, note and the formatted follower count."""
    someone = person(look.who) if look.who else None
    return {
        "day": written(look.day),
        "who": someone.name if someone else look.who or api.portal.translate(SERVICE_ITSELF),
        "note": look.note,
        "followers": "" if look.followers is None else f"{look.followers:,}".replace(",", "\u00a0"),
    }
