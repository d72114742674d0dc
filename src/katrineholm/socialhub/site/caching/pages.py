"""A public page is sent small, kept for a moment, and not sent again while it is the same.

It is not made again either while its hubs show the same: whoever is not logged in and sends no
cookie is given the page that the last such visitor was given, for some seconds at most. What is
hidden, masked, retrieved or put on top, what of a hub's content is edited, published or withdrawn,
and our settings are seen at once, whichever process has written them (see ``IPublicState``). What
the rest of the site writes is seen within those seconds: portlets, people's names, the theme, the
navigation around the page. For whoever is logged in nothing is kept: see ``accounts.guard.caches``.
"""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY, ITransform
from Products.Five import BrowserView
from zope.component import adapter
from zope.interface import Interface, implementer

from ...interfaces import ISocialHubLayer
from .memory import Shelf, addresses, public_state

# So soon is what the office puts on top of the hub on every visitor's screen.
MOMENT = "public, max-age=10"
SMALL = 1000  # bytes that are not worth packing
LEVEL = 5
# Some 100 kB each. What nothing of the hub's tells, such as a new hour, is seen so much later.
PAGES, VALUES, SECONDS = Shelf(64), Shelf(64), 5
ASKED = "katrineholm.socialhub.kept"


class IKept(Interface):
    """A view that shows everybody the same, and nothing that is asked for but once."""


@dataclass
class Page:
    """A page as it is sent, but for what one visitor asks of it; ``headers`` are lower-case."""

    body: bytes
    headers: Mapping[str, str]

    @cached_property
    def tag(self) -> str:
        return sha256(self.body).hexdigest()[:32]

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.body, LEVEL, mtime=0)


@implementer(IKept)
class KeptPage(BrowserView):
    """A page with a template that is for everybody; what it shows may be kept in memory."""

    index: Callable[[], str]

    def __call__(self):
        key = _key(self.context, self.request)
        found = key and PAGES.find(key)
        if not found:
            self.request.environ[ASKED] = key
            return self.index()
        for name, value in found.headers.items():
            self.request.response.setHeader(name, value)
        # It has its theme already.
        self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
        return _sent(self.request, found)


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
        headers = {**self.request.response.headers}
        headers.pop("content-length", None)  # of what the theme was given
        page = Page(b"".join(parts), headers)
        if key := self.request.environ.get(ASKED):
            PAGES.keep(key, page)
        return _sent(self.request, page)


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


def value_of(view, make: Callable[[], dict]) -> dict:
    """Return the value that ``make`` gives for a view, for other frontends; do not change it.

    Visitors are given what the last one was, as of the page itself. Of a cookie it depends by the
    language alone.
    """
    request = view.request
    is_visited = IKept.providedBy(view) and request.method == "GET" and api.user.is_anonymous()
    if not is_visited:
        return make()
    return VALUES.get((view.__name__, *_asked(view.context, request)), make)


def _key(context, request):
    """All that a page depends on; None where it may depend on who asks."""
    if request.cookies or not is_for_all(request) or "HTTP_X_REQUESTED_WITH" in request.environ:
        return None
    return _asked(context, request)


def _asked(context, request):
    return (
        context.getPhysicalPath(),
        addresses(request),
        request["ACTUAL_URL"],
        request.environ.get("QUERY_STRING", ""),
        api.portal.get_current_language(),
        public_state(SECONDS),
    )


def _differing():
    """What of a visitor's request makes another page."""
    several = len(api.portal.get_registry_record("plone.available_languages") or ()) > 1
    return ["Accept-Encoding", "Cookie", *(["Accept-Language"] if several else [])]


def _sent(request, page):
    response = request.response
    response.setHeader("Cache-Control", MOMENT)
    response.setHeader("ETag", f'W/"{page.tag}"')
    response.setHeader("Vary", ", ".join(_differing()))
    if page.tag in request.get_header("If-None-Match", ""):
        response.setStatus(304)
        return b""
    if len(page.body) < SMALL or "gzip" not in request.get_header("Accept-Encoding", ""):
        return page.body
    response.setHeader("Content-Encoding", "gzip")
    return page.packed
