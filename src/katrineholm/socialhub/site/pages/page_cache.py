"""The cache of public pages, which are compressed and have an entity tag.

An anonymous visitor without cookies gets the page that the previous such visitor got, if it is at
most a few seconds old and its hubs have not changed. Hidden, masked, retrieved or pinned entries,
edited, published or retracted content of a hub, and the add-on's settings show at once, whichever
process has written them (see ``IPublicState``). Everything else shows within those seconds, such as
portlets, people's names, the theme and the navigation. Nothing is cached for logged-in users: see
``accounts.channels.visibility``.
"""

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY, ITransform
from Products.Five import BrowserView
from zope.component import adapter
from zope.interface import Interface, implementer

from ...interfaces import ISocialHubLayer
from .cache import LruCache, public_state_key, url_key

# The longest delay until all visitors see a crisis post of the office.
CACHE_CONTROL = "public, max-age=10"
SMALL = 1000  # bytes that are not worth compressing
LEVEL = 5
# Some 100 kB each. Changes outside the hubs' state, such as a new hour, show after SECONDS.
SECONDS = 5
PAGES, VALUES = LruCache(64, seconds=SECONDS), LruCache(64, seconds=SECONDS)
CACHE_KEY = "katrineholm.socialhub.kept"


class IPurgedPage(Interface):
    """Marker of a view of a place whose copies in caches are purged when the place changes."""


class ICachedPage(IPurgedPage):
    """Marker of a view that shows the same to everybody, and no status messages."""


@dataclass
class SentPage:
    """A finished page before compression. The names of ``headers`` are in lower case."""

    body: bytes
    headers: Mapping[str, str]

    @cached_property
    def tag(self) -> str:
        return sha256(self.body).hexdigest()[:32]

    @cached_property
    def compressed_body(self) -> bytes:
        return gzip.compress(self.body, LEVEL, mtime=0)


@implementer(ICachedPage)
class CachedPage(BrowserView):
    """A page whose template shows the same to everybody, so that it may be cached."""

    index: Callable[[], str]

    def __call__(self):
        key = _key(self.context, self.request)
        found = key and PAGES.find(key)
        if not found:
            self.request.environ[CACHE_KEY] = key
            return self.index()
        for name, value in found.headers.items():
            self.request.response.setHeader(name, value)
        # It has its theme already.
        self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
        return _sent_body(self.request, found)


@implementer(ITransform)
@adapter(ICachedPage, ISocialHubLayer)
class CacheTransform:
    """The last transformation of a page, which compresses, caches and tags public ones."""

    order = 11_000  # after the theme and the tokens of forms

    def __init__(self, published, request):
        self.request = request

    def transformBytes(self, result: bytes, encoding: str) -> bytes | None:
        return self.transformIterable([result], encoding)

    def transformUnicode(self, result: str, encoding: str) -> bytes | None:
        return self.transformIterable([result], encoding)

    def transformIterable(self, result: Iterable[bytes | str], encoding: str) -> bytes | None:
        """Return the page to send, empty if the visitor has it, or None to leave it unchanged."""
        if not is_public_answer(self.request):
            return None
        parts = (part.encode(encoding) if isinstance(part, str) else part for part in result)
        headers = {**self.request.response.headers}
        headers.pop("content-length", None)  # from before the theme
        page = SentPage(b"".join(parts), headers)
        if key := self.request.environ.get(CACHE_KEY):
            PAGES.keep(key, page)
        return _sent_body(self.request, page)


def is_public_answer(request: Any) -> bool:
    """Return whether an answer is the same for all visitors."""
    response = request.response
    return (
        request.method == "GET"
        and response.getStatus() == 200
        and api.user.is_anonymous()
        and not response.cookies
        and "statusmessages" not in request.cookies
    )


def cached_value(view: Any, make: Callable[[], dict]) -> dict:
    """Return the result of ``make()``, the page of a view as plain values. Do not modify it.

    For visitors it is cached like the page. It may not depend on any cookie but the language's.
    """
    request = view.request
    is_visited = (
        ICachedPage.providedBy(view) and request.method == "GET" and api.user.is_anonymous()
    )
    if not is_visited:
        return make()
    return VALUES.get((view.__name__, *_request_key(view.context, request)), make)


def _key(context, request):
    """Return the cache key of a page; None if it may depend on the visitor."""
    if (
        request.cookies
        or not is_public_answer(request)
        or "HTTP_X_REQUESTED_WITH" in request.environ
    ):
        return None
    return _request_key(context, request)


def _request_key(context, request):
    return (
        context.getPhysicalPath(),
        url_key(request),
        request["ACTUAL_URL"],
        request.environ.get("QUERY_STRING", ""),
        api.portal.get_current_language(),
        public_state_key(SECONDS),
    )


def _varying_headers():
    """Return the request headers that the page depends on."""
    several = len(api.portal.get_registry_record("plone.available_languages") or ()) > 1
    return ["Accept-Encoding", "Cookie", *(["Accept-Language"] if several else [])]


def _sent_body(request, page):
    response = request.response
    response.setHeader("Cache-Control", CACHE_CONTROL)
    response.setHeader("ETag", f'W/"{page.tag}"')
    response.setHeader("Vary", ", ".join(_varying_headers()))
    if page.tag in request.get_header("If-None-Match", ""):
        response.setStatus(304)
        return b""
    if len(page.body) < SMALL or "gzip" not in request.get_header("Accept-Encoding", ""):
        return page.body
    response.setHeader("Content-Encoding", "gzip")
    return page.compressed_body
