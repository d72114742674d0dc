"""The notice on a held channel's page, for those who may lift the hold."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import holds
from ...accounts.channels.hub import hub_of
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time


class HoldNotice(ViewletBase):
    """The notice above the channel."""

    index = ViewPageTemplateFile("hold_notice.pt")

    def update(self) -> None:
        super().update()
        self.hub = hub_of(self.context)
        found = self.hub and holds.hold_on(self.hub, holds.CHANNEL, self.context.UID())
        self.text = found and hold_sentence(found)

    def render(self) -> str:
        return self.index() if self.text else ""


def hold_sentence(hold: holds.Hold) -> Message:
    """Return a sentence on who holds it, since when and why."""
    moment = formatted_time(hold.when)["text"]
    values = {"who": member_name(hold.by), "when": moment, "reason": hold.reason}
    return _(holds.HOLD_SENTENCE, mapping=values)
