"""What leads to the record, for those who may read it."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.channels.hub import hub_of


class RecordLink(ViewletBase):
    """Among the hub's ways in, and above the list of messages."""

    index = ViewPageTemplateFile("link.pt")

    @property
    def url(self) -> str:
        """Where the record is searched."""
        return f"{hub_of(self.context).absolute_url()}/@@record"
