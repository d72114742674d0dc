"""HEAD answers as GET does, without the body (RFC 9110, 9.3.2).

Zope takes whoever asks so for a WebDAV client and shows it content as a file: a folder is not
found, a page comes without its theme, and its body is sent all the same, where the next answer is
read. Whoever looks whether links are alive finds the hub dead.
"""

from plone.rest.events import mark_as_api_request
from plone.rest.interfaces import IAPIRequest

from ...interfaces import ISocialHubLayer

BODILESS = "katrineholm.socialhub.bodiless"


def ask_as_get(site, event) -> None:
    """What is asked within the site by HEAD is made as for GET."""
    request = event.request
    if request.method == "HEAD" and ISocialHubLayer.providedBy(request):
        request.environ[BODILESS] = True
        request.method = request.environ["REQUEST_METHOD"] = "GET"
        request.maybe_webdav_client = False
        if IAPIRequest.providedBy(
            request
        ):  # for a service by the name HEAD, of which there is none
            mark_as_api_request(request, request.getHeader("Accept"))


def leave_out_body(event) -> None:
    """The answer is ready: its headers say how long the body is, and there is none."""
    request, response = event.request, event.request.response
    if BODILESS in request.environ:
        if response.getHeader("Content-Length") is None:
            response.setHeader("Content-Length", str(len(response.body)))
        response.body = b""
