"""The ``<head>`` of the add-on's pages, as Plone's would describe the hub that contains them."""

from html import escape
from typing import Any

from plone import api
from plone.app.layout.links.viewlets import CanonicalURL
from plone.app.layout.viewlets.common import DublinCoreViewlet, TitleViewlet, ViewletBase
from plone.app.layout.viewlets.social import SocialTagsViewlet
from plone.base.interfaces import IPloneSiteRoot
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryMultiAdapter
from zope.i18nmessageid import Message
from zope.interface import Interface, implementer

from ... import _
from .languages import translated_title
from .page_values import joined_title

NO_IDENTITY: dict = {"links": [], "jsonld": None}


class ITitledPage(Interface):
    """A view with a ``title``. It may have ``refused``, which is set if its form was refused."""


class IDescribedPage(ITitledPage):
    """A view that also has a ``url`` and ``shared``, see ``PageTags``.

    It may have ``alternates()``, which returns the attributes of ``<link>`` elements for the page
    in other formats.
    """


class IPlacePage(IDescribedPage):
    """The default view of a hub, an administration or a channel."""


class IIdentity(Interface):
    """An adapter of a context and its request to the public identity of the context.

    When called, it returns ``links``, attributes of ``<link>`` elements, and ``jsonld``, a JSON-LD
    object or None.
    """


def head_values(view: Any) -> dict:
    """Return the contents of the ``<head>`` of a view's page, for a frontend that renders it.

    ``tags`` are the attributes of ``<meta>`` elements, ``links`` those of ``<link>`` elements. A
    page with forms also has ``refused``, its title after a refusal.
    """
    about = described_page(view)
    around = view.context, view.request
    identity = queryMultiAdapter(around, IIdentity) if IPlacePage.providedBy(view) else None
    whose = identity() if identity else NO_IDENTITY
    tags = PageTags(*around, about, None)
    return {
        **({"refused": _refused_title(about)} if getattr(view, "acts", None) else {}),
        "title": _translated(about.title),
        "description": _translated(about.shared.get("description") or ""),
        "canonical": about.url,
        "tags": [*_robots(view), *tags.tags],
        "links": [*_alternates(view), *whose["links"]],
        "jsonld": whose["jsonld"],
    }


def described_page(view: Any) -> Any:
    """Return the view, or a substitute if it lacks ``title``, ``url`` and ``shared``."""
    return view if IDescribedPage.providedBy(view) else _Undescribed(view)


@implementer(IDescribedPage)
class _Undescribed:
    """A page without a description: its heading, and its lead or its context's description."""

    def __init__(self, view):
        place, url = translated_title(view.context)["text"], view.context.absolute_url()
        heading = _translated(view.title)
        is_site = IPloneSiteRoot.providedBy(view.context)
        is_named = is_site or place.casefold() in heading.casefold()
        self.title = heading if is_named else joined_title(heading, place)
        self.url = url if view.__name__ == "view" else f"{url}/@@{view.__name__}"
        self.shared = {"description": getattr(view, "lead", "") or view.context.Description()}


def _alternates(view):
    return getattr(view, "alternates", list)()


def _robots(view):
    """Return the view's ``X-Robots-Tag`` as a tag, since a frontend's page has no such header."""
    robots = getattr(view, "robots", "")
    return [{"name": "robots", "content": robots}] if robots else []


def _refused_title(page) -> str:
    return _translated(_("Error: ${title}", mapping={"title": _translated(page.title)}))


class PageTitle(TitleViewlet):
    """The title of the page, which starts with "Error" if its form was refused.

    Plone always shows the context's title, but WCAG 2.2 requires a title that identifies the page
    (2.4.2) and announces the errors of a form (3.3.1).
    """

    def update(self) -> None:
        super().update()
        # Plone takes any page of the site's root for its front page.
        if IPloneSiteRoot.providedBy(self.context):
            self.site_title = f"{self.page_title}{self.sep}{escape(self.site_title_setting)}"

    @property
    def page_title(self) -> str:
        """Return the title as HTML."""
        about = described_page(self.view)
        is_wrong = getattr(self.view, "refused", None)
        return escape(_refused_title(about) if is_wrong else _translated(about.title))


class PageDescription(DublinCoreViewlet):
    """The description of the page, in place of its context's description."""

    def update(self) -> None:
        super().update()
        own = _translated(described_page(self.view).shared.get("description") or "")
        others = [tag for tag in self.metatags if tag[0] != "description"]
        self.metatags = [*others, ("description", own)] if own else others


class PageAddress(CanonicalURL):
    """The link to the canonical URL of the page, which is the ``url`` of the view."""

    @property
    def url(self) -> str:
        return self.view.url

    def render(self) -> str:
        return f'<link rel="canonical" href="{escape(self.url)}" />'


class ViewAddress(PageAddress):
    """The link to the canonical URL of a page whose view has no ``url``."""

    @property
    def url(self) -> str:
        state = api.content.get_view("plone_context_state", self.context, self.request)
        if state.is_view_template():
            return state.canonical_object_url()
        above, _, last = self.request["ACTUAL_URL"].rpartition("/")
        return f"{above}/@@{last}" if last == self.view.__name__ else f"{above}/{last}"


class PageAlternates(ViewletBase):
    """The links to the page in other formats, such as its feeds."""

    def render(self) -> str:
        return "\n".join(map(_link_tag, _alternates(self.view)))


class PageTags(PageTitle, SocialTagsViewlet):
    """The ``<meta>`` tags for sharing the page: its title, URL, description and picture.

    ``shared`` of the view contains the ``description`` and the URL of a picture as ``image``. Both
    may be empty.
    """

    index = ViewPageTemplateFile("head_tags.pt")

    def _get_tags(self):
        about = described_page(self.view)
        tags = {f"og:{name}": _translated(value) for name, value in about.shared.items() if value}
        tags |= {"og:title": _translated(about.title), "og:url": about.url}
        # A site without a logotype of its own would show Plone's.
        has_image = "og:image" not in tags and api.portal.get_registry_record("plone.site_logo")
        replaced = (*tags,) if has_image else (*tags, "og:image", "og:image:type")
        own = [tag for tag in super()._get_tags() if tag.get("property") not in replaced]
        # Plone returns none if the site has disabled them.
        return own and [*own, *({"property": name, "content": tags[name]} for name in tags)]


def _link_tag(attributes):
    text = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<link {text} />"


def _translated(words: str) -> str:
    """Return a message in the language of the page, other texts as they are."""
    return api.portal.translate(words) if isinstance(words, Message) else words
