"""What leads to the record, for those who may read it."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.forms.plain import link


class RecordLink(ViewletBase):
    """Above the list of messages."""

    index = ViewPageTemplateFile("link.pt")

    def links(self) -> list[dict]:
        """Where the record is searched."""
        return [link(f"{hub_of(self.context).absolute_url()}/@@record", _("Search the record"))]
