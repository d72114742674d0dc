"""An entry that has been disposed of: its address says so, in the site's own look."""

from collections.abc import Callable
from functools import wraps

from plone.rest.errors import ErrorHandling
from zExceptions import HTTPGone
from zope.component import getMultiAdapter

from ... import _
from ...site.forms.errors import ErrorPage
from ...site.forms.page_service import spoken


class Gone(HTTPGone):
    """Status 410, which Zope knows by this name alone (RFC 9110, 15.5.11)."""


class GoneAnswer(ErrorHandling):
    """What a program is told: the words of the page, which Volto draws."""

    def render_exception(self, exception):
        words = {"title": GoneView.heading, "message": GoneView.lead}
        return super().render_exception(exception) | spoken(words)


class GoneView(ErrorPage):
    """The page that a visitor is shown."""

    told = GoneAnswer

    fails = False
    heading = _("The entry has been disposed of")
    lead = _(
        "What it said has been erased by a decision of the municipality, and is not kept any more."
    )

    @property
    def ways(self) -> list:
        """It is nowhere else."""
        return []


def calmly(call: Callable) -> Callable:
    """Return a view's ``__call__``, or a service's ``render``, that answers for a gone entry, too.

    What leaves a view as an exception is an error with a traceback in the site's log; this one is
    in order, and whoever follows an old link meets it.
    """

    @wraps(call)
    def answer(view):
        try:
            return call(view)
        except Gone as gone:
            return getMultiAdapter((gone, view.request), name="index.html")()

    return answer
