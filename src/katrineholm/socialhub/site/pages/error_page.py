"""The page that is shown for missing pages and failures."""

from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.CMFCore.interfaces import IContentish
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from .head import IDescribedPage
from .page_values import joined_title, link, sentence_parts
from .permissions import VIEW

TRY_AGAIN = _("Go back and try again. Contact us if that does not help.")
MISSING = _("It may have been moved or removed, or the address is misspelled.")


@implementer(IDescribedPage)
class ErrorPage(ExceptionView):
    """The error page in the site's own design. Programs get plone.rest's answer instead.

    Plone gets the layout from the traversed object, but a view with its own traversal has none.
    """

    index = ViewPageTemplateFile("error_page.pt")
    is_missing = False
    rest_view = ErrorHandling

    def __call__(self):
        if IAPIRequest.providedBy(self.request):
            return self.rest_view(self.context, self.request)()
        # Plone puts the place in the error's place.
        self.is_missing = isinstance(self.context, NotFound)
        self.__parent__ = next(
            filter(_is_visible_content, self.request.get("PARENTS", ())), api.portal.get()
        )
        return super().__call__()

    @property
    def heading(self) -> Message:
        """Return the error in a few words."""
        return _("There is no such page") if self.is_missing else _("Something went wrong")

    @property
    def title(self) -> str:
        """Return the heading, followed by the title of the context."""
        is_site = IPloneSiteRoot.providedBy(self.context)
        return joined_title(self.heading, *([] if is_site else [self.context.Title()]))

    @property
    def url(self) -> str:
        """Return the requested URL."""
        return self.request["ACTUAL_URL"]

    @property
    def shared(self) -> dict:
        """Return no values for sharing, as an error page is not shared."""
        return {}

    @property
    def lead(self) -> Message:
        """Return a possible reason for the error, or advice."""
        return MISSING if self.is_missing else TRY_AGAIN

    @property
    def ways(self) -> list[list[dict]]:
        """Return suggestions for the visitor, as sentences that each contain a link."""
        site_url = api.portal.get().absolute_url()
        contact_url = f"{site_url}/contact-info"
        if not self.is_missing:
            return [_linked_sentence(contact_url, _("Contact the municipality"))]
        # The page nearest to this address that the reader may see.
        page = self.plone_redirector_view.find_first_parent() or api.portal.get()
        return [
            sentence_parts(_("Go to ${page}"), page=link(page.absolute_url(), page.Title())),
            _linked_sentence(f"{site_url}/@@search", _("Search the site")),
            _linked_sentence(contact_url, _("Tell us that the page is missing")),
        ]


def _linked_sentence(url: str, title: Message) -> list[dict]:
    """Return a sentence that is one link."""
    return [{"text": title, "@id": url}]


def _is_visible_content(met):
    """Return whether a traversed object is content that the user may see."""
    return IContentish.providedBy(met) and api.user.has_permission(VIEW, obj=met)
