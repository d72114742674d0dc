"""A public page is sent small, kept for a moment, and not sent again while it is the same.

For whoever is logged in nothing is kept: see ``accounts.guard.caches``.
"""

import gzip
from hashlib import sha256

from plone import api
from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.interface import Interface, implementer

from ...interfaces import ISocialHubLayer

# So soon is what the office puts on top of the hub on every visitor's screen.
MOMENT = "public, max-age=10"
SMALL = 1000  # bytes that are not worth packing
LEVEL = 5


class IKept(Interface):
    """A view that shows everybody the same, and nothing that is asked for but once."""


@implementer(ITransform)
@adapter(IKept, ISocialHubLayer)
class Kept:
    """The last that happens to a page on its way to the visitor."""

    order = 11_000  # after the theme and the tokens of forms

    def __init__(self, published, request):
        self.request = request

    def transformBytes(self, result, encoding):
        return self.transformIterable([result], encoding)

    def transformUnicode(self, result, encoding):
        return self.transformIterable([result], encoding)

    def transformIterable(self, result, encoding):
        """The page's bytes, or nothing and status 304 where the visitor has it (RFC 9110)."""
        if not is_for_all(self.request):
            return None
        parts = (part.encode(encoding) if isinstance(part, str) else part for part in result)
        return _sent(self.request, b"".join(parts))


def is_for_all(request) -> bool:
    """Whether what is answered is nobody's own: no message of what was just done, for one."""
    response = request.response
    return (
        request.method == "GET"
        and response.getStatus() == 200
        and api.user.is_anonymous()
        and not response.cookies
        and "statusmessages" not in request.cookies
    )


def _differing():
    """What of a visitor's request makes another page."""
    several = len(api.portal.get_registry_record("plone.available_languages") or ()) > 1
    return ["Accept-Encoding", "Cookie", *(["Accept-Language"] if several else [])]


def _sent(request, page):
    response = request.response
    tag = sha256(page).hexdigest()[:32]
    response.setHeader("Cache-Control", MOMENT)
    response.setHeader("ETag", f'W/"{tag}"')
    response.setHeader("Vary", ", ".join(_differing()))
    if tag in request.get_header("If-None-Match", ""):
        response.setStatus(304)
        return b""
    if len(page) < SMALL or "gzip" not in request.get_header("Accept-Encoding", ""):
        return page
    response.setHeader("Content-Encoding", "gzip")
    return gzip.compress(page, LEVEL, mtime=0)
