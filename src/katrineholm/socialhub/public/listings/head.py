"""What an entry's page says of itself in its head; Plone would name the hub."""

from html import escape

from plone.app.layout.links.viewlets import CanonicalURL
from plone.app.layout.viewlets.common import TitleViewlet


class EntryTitle(TitleViewlet):
    """The page's title."""

    @property
    def page_title(self):
        return escape(self.view.card["title"])


class EntryAddress(CanonicalURL):
    """The page's own address."""

    def render(self):
        return f'<link rel="canonical" href="{escape(self.view.card["page"])}" />'
