"""Links above the list of messages, for handlers and for the information office."""

from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.hub import hub_of
from ..steps.roles import is_handler

HELP = {"@@messages-help": _("How messages are handled")}
HANDLERS = {
    "@@messages-rounds": _("Supervision round"),
    "@@messages-reviews": _("Removals to review"),
    **HELP,
}
OFFICE = {
    "@@messages-load": _("Load"),
    "@@messages-figures": _("Figures"),
}


class MessageLinks(ViewletBase):
    """``<li>`` elements with links to pages of the hub."""

    index = ViewPageTemplateFile("message_links.pt")
    pages: dict = {}

    @property
    def hub(self) -> Container:
        return hub_of(self.context)

    def links(self) -> list[dict]:
        """Return ``url`` and ``title`` of each."""
        url = self.hub.absolute_url()
        return [{"url": f"{url}/{name}", "title": title} for name, title in self.pages.items()]


class HandlersLinks(MessageLinks):
    """The handlers' links; others only get the help."""

    @property
    def pages(self) -> dict:
        return HANDLERS if is_handler(self.hub) else HELP


class OfficeLinks(MessageLinks):
    pages = OFFICE
