"""The base class of viewlets with links above the list of messages."""

from collections.abc import Mapping

from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.channels.hub import hub_of


class MessageLinks(ViewletBase):
    """A viewlet that renders links to pages of the hub as ``<li>`` elements."""

    index = ViewPageTemplateFile("message_links.pt")

    @property
    def hub(self) -> Container:
        return hub_of(self.context)

    def pages(self) -> Mapping[str, str]:
        """Return the titles of the pages to link to, keyed by view name."""
        return {}

    def links(self) -> list[dict]:
        """Return ``url`` and ``title`` of each link."""
        url = self.hub.absolute_url()
        return [{"url": f"{url}/{name}", "title": title} for name, title in self.pages().items()]
