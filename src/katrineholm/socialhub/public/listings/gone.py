"""An entry that has been disposed of: its address says so, in the site's own look."""

from collections.abc import Callable
from functools import wraps

from zExceptions import HTTPGone
from zope.component import getMultiAdapter

from ... import _
from ...site.forms.errors import ErrorPage


class Gone(HTTPGone):
    """Status 410, which Zope knows by this name alone (RFC 9110, 15.5.11)."""


class GoneView(ErrorPage):
    """The page that a visitor is shown."""

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
