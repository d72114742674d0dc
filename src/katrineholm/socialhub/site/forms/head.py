"""What a page of the add-on says of itself in its head; Plone would name the hub around it."""

from html import escape

from plone import api
from plone.app.layout.links.viewlets import CanonicalURL
from plone.app.layout.viewlets.common import TitleViewlet
from plone.app.layout.viewlets.social import SocialTagsViewlet
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from .headings import has_own_title


class PageTitle(TitleViewlet):
    """The ``title`` of the view: a message of ours, or words that are a stranger's own."""

    def update(self):
        super().update()
        has_own_title(self.request)

    @property
    def page_title(self):
        title = self.view.title
        return escape(api.portal.translate(title) if isinstance(title, Message) else title)


class PageAddress(CanonicalURL):
    """The page's own address: the ``url`` of the view."""

    @property
    def url(self):
        return self.view.url

    def render(self):
        return f'<link rel="canonical" href="{escape(self.url)}" />'


class ViewAddress(PageAddress):
    """The same of a page that names none: that of its object, or of a page of its own about it."""

    @property
    def url(self):
        state = api.content.get_view("plone_context_state", self.context, self.request)
        if state.is_view_template():
            return state.canonical_object_url()
        above, _, last = self.request["ACTUAL_URL"].rpartition("/")
        return f"{above}/@@{last}" if last == self.view.__name__ else f"{above}/{last}"


class PageTags(PageTitle, SocialTagsViewlet):
    """What others show of the page where it is shared: its title, address, words and picture.

    ``shared`` of the view has the words as ``description`` and the address of a picture as
    ``image``, which may both be empty.
    """

    index = ViewPageTemplateFile("tags.pt")

    def _get_tags(self):
        told = {f"og:{name}": value for name, value in self.view.shared.items() if value}
        told |= {"og:title": self.page_title, "og:url": self.view.url}
        own = [tag for tag in super()._get_tags() if tag.get("property") not in told]
        # Nothing is told where the site has turned it off.
        return own and [*own, *({"property": name, "content": told[name]} for name in told)]
