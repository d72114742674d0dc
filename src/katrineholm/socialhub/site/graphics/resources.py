"""The views that serve the profile's stylesheet and the logotype to browsers."""

from html import escape
from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zExceptions import NotFound

from ..pages.response import tagged_document
from ..pages.security_headers import DRAWING_POLICY, POLICY
from .logo import site_logo
from .profile import chosen_tokens, complete_tokens, content_hash
from .stylesheet import profile_css

YEAR = "public, max-age=31536000, immutable"
MINUTES = "public, max-age=300"


def stylesheet() -> str:
    """Return the stylesheet of the site's profile, or "" if no token is chosen."""
    found = chosen_tokens()
    return profile_css(complete_tokens(found), frozenset(found))


def stylesheet_url() -> str:
    """Return the stylesheet's URL, which contains its hash, or "" if the stylesheet is empty."""
    text, site_url = stylesheet(), api.portal.get().absolute_url()
    return text and f"{site_url}/@@socialhub-profile.css?v={content_hash(text)}"


def logo_url() -> str:
    """Return the logotype's URL, which contains its hash, or "" if there is no logotype."""
    found = site_logo()
    return f"{api.portal.get().absolute_url()}/@@socialhub-logo?v={found.version}" if found else ""


def set_cache_headers(request: Any, present: str) -> None:
    """Allow caching for a year if the URL has the ``present`` version, else for minutes."""
    is_lasting = request.form.get("v") == present
    request.response.setHeader("Cache-Control", YEAR if is_lasting else MINUTES)


class StylesheetView(BrowserView):
    """``@@socialhub-profile.css``: public even on closed sites, as their login page needs it."""

    def __call__(self):
        text = stylesheet()
        set_cache_headers(self.request, content_hash(text))
        return tagged_document(self.request, text, "text/css; charset=utf-8")


class LogoView(BrowserView):
    """``@@socialhub-logo``: the logotype as a file."""

    def __call__(self):
        found = site_logo()
        if found is None:
            raise NotFound("socialhub-logo")
        set_cache_headers(self.request, found.version)
        self.request.response.setHeader(POLICY, DRAWING_POLICY)
        return tagged_document(self.request, found.data, found.type)


class ProfileLink(ViewletBase):
    """The link to the stylesheet in the head of every page. Empty if no token is chosen."""

    def render(self) -> str:
        url = stylesheet_url()
        return url and f'<link rel="stylesheet" href="{escape(url)}" />'
