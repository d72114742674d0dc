"""Pages that other sites show in a frame: complete documents, without the site's theme or scripts.

Only the origins that the office has listed may frame them. No other page of the site may be framed.
"""

from collections.abc import Iterable
from typing import Any

from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.interface import Interface, implementer

from ...interfaces import ISocialHubLayer
from .security_headers import POLICY

# The first directive is what webservers recognise such a page by, see docs/nginx.conf.
FRAME_POLICY = (
    "frame-ancestors {}; default-src 'self'; script-src 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'"
)


class IFramedPage(Interface):
    """Marker of the views that other sites may show in a frame."""


def allow_frames(response: Any, origins: Iterable[str]) -> None:
    """Set the headers by which these origins, and no others, may frame a response."""
    response.setHeader("X-Theme-Disabled", "1")
    response.setHeader(POLICY, FRAME_POLICY.format(" ".join(origins) or "'none'"))


@implementer(ITransform)
@adapter(IFramedPage, ISocialHubLayer)
class Frameable:
    """The transform that removes plone.protect's frame header from framed pages only."""

    order = 9001  # right after plone.protect

    def __init__(self, published, request):
        self.request = request

    def transformIterable(self, result, encoding):
        self.request.response.headers.pop("x-frame-options", None)
        return result

    transformBytes = transformUnicode = transformIterable
