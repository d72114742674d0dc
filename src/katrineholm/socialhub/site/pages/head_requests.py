"""Answers to HEAD requests, like those to GET but without the body (RFC 9110, 9.3.2).

Zope treats their sender as a WebDAV client: a folder is not found, a page comes without its theme,
and its body is sent all the same and read as the next answer. Link checkers report the hub as dead.
"""

from typing import Any

from plone.rest.events import mark_as_api_request
from plone.rest.interfaces import IAPIRequest

from ...interfaces import ISocialHubLayer

BODILESS = "katrineholm.socialhub.bodiless"


def treat_head_as_get(site: Any, event: Any) -> None:
    """Process a HEAD request within the site as a GET."""
    request = event.request
    if request.method == "HEAD" and ISocialHubLayer.providedBy(request):
        request.environ[BODILESS] = True
        request.method = request.environ["REQUEST_METHOD"] = "GET"
        request.maybe_webdav_client = False
        if IAPIRequest.providedBy(request):  # it looks for a service for HEAD, and there is none
            mark_as_api_request(request, request.getHeader("Accept"))


def remove_body(event: Any) -> None:
    """Remove the body of the answer to a HEAD request, and set its length in the headers."""
    request, response = event.request, event.request.response
    if BODILESS in request.environ:
        if response.getHeader("Content-Length") is None:
            response.setHeader("Content-Length", str(len(response.body)))
        response.body = b""
