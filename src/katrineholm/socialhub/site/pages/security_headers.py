"""The headers by which browsers and caches protect the readers of the add-on's own answers.

Plone's pages are left alone. A view that sets one of the headers itself keeps its own value.
"""

from typing import Any

from zExceptions import Unauthorized

from ... import PACKAGE_NAME
from ...interfaces import ISocialHubLayer

POLICY = "Content-Security-Policy"
# A file that is opened by itself loads nothing; a drawing is a page, which may not run, either.
FILE_POLICY = "default-src 'none'"
DRAWING_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
# Plone's scripts insert styles. For its editor and toolbar, they also run generated code.
# Sounds and films are played from their services, once the visitor starts them.
VISITOR_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "media-src 'self' https: http:; frame-src 'self' https:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'; script-src 'self'"
)
MEMBER_POLICY = f"{VISITOR_POLICY} 'unsafe-inline' 'unsafe-eval'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
NO_STORE = "private, no-store"
# The visitor may not see the page any more, so a cache may not show an older copy of it.
WITHDRAWN = (401, 403, 404, 410)


def protect_page(event: Any) -> None:
    """Set the headers of a finished answer if a view of the add-on has made it."""
    request = event.request
    if ISocialHubLayer.providedBy(request) and is_own_view(request.get("PUBLISHED")):
        _set_headers(request)


def protect_error(event: Any) -> None:
    """Set the headers of an error, whose page is the add-on's everywhere on the site."""
    if ISocialHubLayer.providedBy(event.request):
        _set_headers(event.request, event.exc_info[1])


def is_own_view(view: Any) -> bool:
    """Return whether a view or service is the add-on's, in any context."""
    # Each registered page is an instance of a generated class.
    return any(kind.__module__.startswith(PACKAGE_NAME) for kind in type(view).__mro__)


def _set_headers(request, error=None):
    response, user = request.response, request.get("AUTHENTICATED_USER")
    is_visitor = user is None or user.getId() is None
    policy = {POLICY: VISITOR_POLICY if is_visitor else MEMBER_POLICY}
    for name, value in (HEADERS | policy).items():
        if response.getHeader(name) is None:
            response.setHeader(name, value)
    is_login = isinstance(error, Unauthorized)  # a redirect to the form
    if is_login or response.getStatus() >= 400:
        response.setHeader("Cache-Control", NO_STORE)
        if is_login or response.getStatus() in WITHDRAWN:
            # nginx forgets the page that it has kept by keeping this answer for a second.
            response.setHeader("X-Accel-Expires", "1")
