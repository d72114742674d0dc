"""The notice on a held channel's page, for those who may lift the hold."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import holds
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name


class ChannelHeld(ViewletBase):
    """The notice above the channel."""

    index = ViewPageTemplateFile("notice.pt")

    def update(self) -> None:
        super().update()
        self.hub = hub_of(self.context)
        found = self.hub and holds.on(self.hub, holds.CHANNEL, self.context.UID())
        self.text = found and told(found)

    def render(self) -> str:
        return self.index() if self.text else ""


def told(hold: holds.Hold) -> Message:
    """Return a sentence on who holds it, since when and why."""
    moment = when(hold.when)["text"]
    values = {"who": member_name(hold.by), "when": moment, "reason": hold.reason}
    return _(holds.HELD, mapping=values)
