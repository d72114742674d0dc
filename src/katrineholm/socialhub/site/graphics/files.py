"""The profile's stylesheet and the logotype as files for browsers."""

from html import escape
from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zExceptions import NotFound

from ..forms.response import serve
from .logo import logo
from .profile import chosen, filled, version
from .stylesheet import sheet

YEAR = "public, max-age=31536000, immutable"
MINUTES = "public, max-age=300"
# An SVG that is opened by itself is a page: it may run and load nothing.
HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def stylesheet() -> str:
    """Return the stylesheet of the site's profile; empty if nothing is chosen."""
    found = chosen()
    return sheet(filled(found), frozenset(found))


def stylesheet_url() -> str:
    """Return a URL of the stylesheet that changes with it; "" if it is empty."""
    text = stylesheet()
    return text and f"{_site()}/@@socialhub-profile.css?v={version(text)}"


def logo_url() -> str:
    """Return a URL of the logotype that changes with it; "" without one."""
    found = logo()
    return f"{_site()}/@@socialhub-logo?v={found.version}" if found else ""


def let_keep(request: Any, present: str) -> None:
    """Set the cache headers: a year if the URL has the current version, else minutes."""
    is_lasting = request.form.get("v") == present
    request.response.setHeader("Cache-Control", YEAR if is_lasting else MINUTES)


class StylesheetView(BrowserView):
    """``@@socialhub-profile.css``: for everybody, even on closed sites, for their login page."""

    def __call__(self):
        text = stylesheet()
        let_keep(self.request, version(text))
        return serve(self.request, text, "text/css; charset=utf-8")


class LogoView(BrowserView):
    """``@@socialhub-logo``."""

    def __call__(self):
        found = logo()
        if found is None:
            raise NotFound("socialhub-logo")
        let_keep(self.request, found.version)
        self.request.response.setHeader("Content-Security-Policy", HARMLESS)
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return serve(self.request, found.data, found.type)


class ProfileLink(ViewletBase):
    """The link to the stylesheet in the head of every page; empty if nothing is chosen."""

    def render(self) -> str:
        url = stylesheet_url()
        return url and f'<link rel="stylesheet" href="{escape(url)}" />'


def _site():
    return api.portal.get().absolute_url()
