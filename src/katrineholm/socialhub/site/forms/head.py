"""What a page of the add-on says of itself in its head; Plone would name the hub around it."""

from html import escape

from plone import api
from plone.app.layout.links.viewlets import CanonicalURL
from plone.app.layout.viewlets.common import TitleViewlet
from zope.i18nmessageid import Message


class PageTitle(TitleViewlet):
    """The ``title`` of the view: a message of ours, or words that are a stranger's own."""

    @property
    def page_title(self):
        title = self.view.title
        return escape(api.portal.translate(title) if isinstance(title, Message) else title)


class PageAddress(CanonicalURL):
    """The page's own address: the ``url`` of the view."""

    def render(self):
        return f'<link rel="canonical" href="{escape(self.view.url)}" />'
