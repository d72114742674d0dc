"""Links above the list of messages: for whoever handles some, and for the information office."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from .. import _
from ..channels.facts import hub_of

HANDLERS = {
    "@@messages-rounds": _("Supervision round"),
    "@@messages-reviews": _("Removals to review"),
    "@@messages-help": _("How messages are handled"),
}
OFFICE = {
    "@@messages-load": _("Load"),
    "@@messages-figures": _("Figures"),
}


class Links(ViewletBase):
    """``<li>`` elements; all of it leads to pages of the hub."""

    index = ViewPageTemplateFile("links.pt")
    pages: dict = {}

    def links(self) -> list[dict]:
        """``url`` and ``title`` of each."""
        url = hub_of(self.context).absolute_url()
        return [{"url": f"{url}/{name}", "title": title} for name, title in self.pages.items()]


class HandlersLinks(Links):
    pages = HANDLERS


class OfficeLinks(Links):
    pages = OFFICE
