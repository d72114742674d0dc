"""The page that is shown for missing pages and failures."""

from typing import Any

from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import IContentish
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from .head import IDescribedPage
from .languages import translated_title
from .page_service import translated_answer
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
        self.__parent__ = nearest_content(self.request)
        return super().__call__()

    @property
    def heading(self) -> Message:
        """Return the error in a few words."""
        return _("There is no such page") if self.is_missing else _("Something went wrong")

    @property
    def title(self) -> str:
        """Return the heading, followed by the title of the context."""
        is_site = IPloneSiteRoot.providedBy(self.context)
        return joined_title(
            self.heading, *([] if is_site else [translated_title(self.context)["text"]])
        )

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
        title = translated_title(self.context)
        page = link(self.context.absolute_url(), title["text"], title["language"])
        return [
            sentence_parts(_("Go to ${page}"), page=page),
            _linked_sentence(f"{site_url}/search", _("Search the site")),
            _linked_sentence(contact_url, _("Tell us that the page is missing")),
        ]


@adapter(NotFound, IAPIRequest)
class MissingAnswer(ErrorHandling):
    """The answer to NotFound over plone.rest, with the error page for another frontend."""

    def render_exception(self, exception: NotFound) -> dict | None:
        answer = super().render_exception(exception)
        # An earlier URL is answered by a redirect, without a body.
        return answer and answer | translated_answer({"page": self._page()})

    def _page(self):
        view = ErrorPage(nearest_content(self.request), self.request)
        view.is_missing = True
        return {name: getattr(view, name) for name in ("title", "heading", "lead", "ways")}


def nearest_content(request: HTTPRequest) -> Any:
    """Return the content closest to the requested URL that the user may see, or the site."""
    met = (
        each.context if isinstance(each, RESTWrapper) else each
        for each in request.get("PARENTS", ())
    )
    return next(filter(_is_visible_content, met), api.portal.get())


def _linked_sentence(url: str, title: Message) -> list[dict]:
    """Return a sentence that is one link."""
    return [{"text": title, "@id": url}]


def _is_visible_content(met):
    """Return whether a traversed object is content that the user may see."""
    return IContentish.providedBy(met) and api.user.has_permission(VIEW, obj=met)
