"""An entry that has been disposed of: its address says so, in the site's own look."""

from plone import api
from Products.CMFPlone.browser.exceptions import ExceptionView
from zExceptions import HTTPGone


class Gone(HTTPGone):
    """Status 410, which Zope knows by this name alone (RFC 9110, 15.5.11)."""


class GoneView(ExceptionView):
    """The page that a visitor is shown."""

    def __call__(self):
        self.__parent__ = api.portal.get()  # not the view that could not be shown
        return super().__call__()
