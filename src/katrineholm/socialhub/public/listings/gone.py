"""The answer for an entry that has been disposed of: status 410, in the site's own design."""

from collections.abc import Callable
from functools import wraps

from plone.rest.errors import ErrorHandling
from zExceptions import HTTPGone
from zope.component import getMultiAdapter

from ... import _
from ...site.pages.error_page import ErrorPage
from ...site.pages.page_service import translated_answer


class Gone(HTTPGone):
    """Status 410, which Zope knows by this class name (RFC 9110, 15.5.11)."""


class GoneAnswer(ErrorHandling):
    """The answer for REST clients, drawn by Volto."""

    def render_exception(self, exception: Exception) -> dict:
        words = {"title": GoneView.heading, "message": GoneView.lead}
        return super().render_exception(exception) | translated_answer(words)


class GoneView(ErrorPage):
    """The page for visitors."""

    rest_view = GoneAnswer
    fails = False
    heading = _("The entry has been disposed of")
    lead = _(
        "What it said has been erased by a decision of the municipality, and is not kept any more."
    )

    @property
    def ways(self) -> list:
        """No other page has the entry."""
        return []


def handle_gone(call: Callable) -> Callable:
    """Return a view's ``__call__`` or a service's ``render`` that also answers for a gone entry.

    An exception that leaves a view is logged as an error with a traceback. An old link to a gone
    entry is no error.
    """

    @wraps(call)
    def answer(view):
        try:
            return call(view)
        except Gone as gone:
            return getMultiAdapter((gone, view.request), name="index.html")()

    return answer
