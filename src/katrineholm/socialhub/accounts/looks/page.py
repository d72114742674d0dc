"""``@@look-at-account`` on a channel: the form, and every look; and the box that leads there."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18nmessageid import Message

from ... import _
from ...site.forms.permissions import REFRESH_CHANNEL
from ...site.forms.request import FormPage, day, text
from ..channels.facts import facts_of
from ..channels.hub import hub_of
from ..channels.moments import day as written
from ..channels.moments import today
from ..people.person import person
from .book import Look, latest_one, looks
from .looking import LONGEST, connected_in, is_closed, look_at, unseen_one

TOLD = _("The service itself")


class LookAtAccount(FormPage):
    """A look without anything said is one of today."""

    longest = LONGEST

    def take(self, form):
        when = day(form, "day") if "day" in form else today()
        look_at(self.context, when, text(form, "note"), text(form, "followers"))
        return _("Noted that you have looked at ${title}.", mapping={"title": self.context.title})

    def next_url(self) -> str:
        """Back to the list that the button stood in, else to the channel."""
        back = hub_of(self.context) if text(self.request.form, "back") == "hub" else self.context
        return back.absolute_url()

    @property
    def profile_url(self) -> str:
        return facts_of(self.context).profile_url

    def today(self) -> str:
        """The day that stands in the form."""
        return self.given("day") or today().isoformat()

    def looks(self) -> list[dict]:
        """Every look, the latest first."""
        return [shown(look) for look in looks(hub_of(self.context), self.context.UID())]


class LookBox(ViewletBase):
    """What a channel's page says of the looks at its account, to those who tend it."""

    def render(self):
        return self.index() if self.facts.speaks and self.may_look else ""

    @cached_property
    def facts(self):
        return facts_of(self.context)

    @property
    def may_look(self) -> bool:
        return api.user.has_permission(REFRESH_CHANNEL, obj=self.context)

    @property
    def is_closed(self) -> bool:
        """Whether only a look tells what happens there."""
        return is_closed(self.facts, connected_in(hub_of(self.context)))

    @property
    def hub_url(self) -> str:
        return hub_of(self.context).absolute_url()

    @cached_property
    def unseen(self) -> Message | None:
        """That somebody should look; None where nobody has to."""
        return unseen_one(self.context)

    def latest(self) -> dict | None:
        """The latest look, as it is shown."""
        look = latest_one(hub_of(self.context), self.facts.uid)
        return shown(look) if look else None


def shown(look: Look) -> dict:
    """A look for people: the day, who, the note and the number of followers with its spaces."""
    someone = person(look.who) if look.who else None
    return {
        "day": written(look.day),
        "who": someone.name if someone else look.who or api.portal.translate(TOLD),
        "note": look.note,
        "followers": "" if look.followers is None else f"{look.followers:,}".replace(",", "\u00a0"),
    }
