"""An entry that has been disposed of: its address says so, in the site's own look."""

from zExceptions import HTTPGone

from ...site.forms.errors import ErrorPage


class Gone(HTTPGone):
    """Status 410, which Zope knows by this name alone (RFC 9110, 15.5.11)."""


class GoneView(ErrorPage):
    """The page that a visitor is shown."""
