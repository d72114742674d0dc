"""The response for an entry that has been disposed of: status 410, in the site's design."""

from collections.abc import Callable
from functools import wraps

from plone.rest.errors import ErrorHandling
from zExceptions import HTTPGone
from zope.component import getMultiAdapter

from ... import _
from ...site.pages.error_page import ErrorPage
from ...site.pages.page_service import translated_answer


class Gone(HTTPGone):
    """Exception for status 410 (RFC 9110, 15.5.11); Zope finds the status by the class name."""


class GoneAnswer(ErrorHandling):
    """The response for REST clients, with texts for Volto to display."""

    def render_exception(self, exception: Exception) -> dict:
        words = {"title": GoneView.heading, "message": GoneView.lead}
        return super().render_exception(exception) | translated_answer(words)


class GoneView(ErrorPage):
    """The page that tells visitors that an entry has been disposed of."""

    rest_view = GoneAnswer
    fails = False
    heading = _("The entry has been disposed of")
    lead = _(
        "What it said has been erased by a decision of the municipality, and is not kept any more."
    )

    @property
    def ways(self) -> list:
        """No links, because no other page shows the entry."""
        return []


def handle_gone(call: Callable) -> Callable:
    """Decorate a view's ``__call__`` or a service's ``render`` to answer Gone with its page.

    Zope would log the exception as an error, but an old link to a gone entry is no error.
    """

    @wraps(call)
    def answer(view):
        try:
            return call(view)
        except Gone as gone:
            return getMultiAdapter((gone, view.request), name="index.html")()

    return answer
