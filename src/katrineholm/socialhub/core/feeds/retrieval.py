"""HTTP requests to external URLs, with checked redirects, limits and errors."""

import base64
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from . import socket_limits
from .errors import FeedError
from .hop import REDIRECTS, Hop, send_request
from .model import FeedState
from .response import Response, checked_response
from .settings import Settings, default_settings, with_networks
from .socket_limits import Connect, Resolve
from .url_check import Networks, checked_url

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
LIMIT = 5 * 2**20
DEADLINE = 20
HOPS = 5
WHOLE_AFTER = timedelta(days=7)
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]{1,4096}")  # that can be sent in a header


def fetch_url(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    accept: str = ACCEPT,
    limit: int = LIMIT,
    deadline: float = DEADLINE,
    follow: bool = True,
    networks: Networks | None = None,
    settings: Settings | None = None,
    resolve: Resolve = socket_limits.resolve,
    connect: Connect = socket_limits.connect,
) -> Response:
    """Get a URL and return the response, whatever its status, after at most five redirects.

    Without ``follow`` a redirect is returned like any other response. ``limit`` is in bytes after
    decompression, ``deadline`` in seconds for everything together. ``networks`` replace those that
    the operator allows. Raise FeedError if there is no response.
    """
    settings = with_networks(settings or default_settings(), networks)
    headers = {
        "User-Agent": settings.agent,
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        **(headers or {}),
    }
    means = {"limit": limit, "resolve": resolve, "connect": connect}
    request = _Requests(headers, settings, means)
    with socket_limits.within_allowance(socket_limits.Allowance(deadline, limit)):
        return _follow(checked_url(url, networks=settings.networks), request, follow)


def request_feed(
    url: str, known: FeedState, *, now: datetime, get: Callable[..., Response] = fetch_url
) -> Response:
    """Request a feed, conditionally except once a week; return a 200 or 304. Raise FeedError."""
    valid = condition_headers(known.etag, known.last_modified)
    conditions = {} if is_whole_due(known, now) else valid
    return checked_response(get(url, headers=conditions), now=now)


def condition_headers(etag: str, last_modified: str) -> dict[str, str]:
    """Return the headers of a conditional request, without values that cannot be sent."""
    tags = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in tags.items() if _VALUE.fullmatch(value)}


def is_whole_due(known: FeedState, now: datetime) -> bool:
    """Return whether the last unconditional request is more than seven days ago, or unknown."""
    return known.whole_at is None or not timedelta(0) <= now - known.whole_at < WHOLE_AFTER


@dataclass(slots=True)
class _Requests:
    """The requests along a chain of redirects, which decides the headers that may be sent."""

    headers: Mapping[str, str]
    settings: Settings
    means: dict[str, Any]
    host: str = ""

    def __call__(self, url: str) -> Hop:
        hop = send_request(url, self._headers(url), settings=self.settings, **self.means)
        if not hop.inside and self.settings.networks:
            # An external server must not redirect us into the networks inside.
            self.settings = with_networks(self.settings, ())
        return hop

    def _headers(self, url: str) -> Mapping[str, str]:
        """Return the headers, with the operator's login only for its own host, by https."""
        parts = urlsplit(url)
        login = self.settings.logins.get(parts.hostname or "")
        self.host = self.host or parts.netloc
        if self.host != parts.netloc:
            self.host = "another"
        if not login or self.host == "another" or parts.scheme != "https":
            return self.headers
        token = base64.b64encode(":".join(login).encode()).decode()
        return {**self.headers, "Authorization": f"Basic {token}"}


def _follow(url: str, request: _Requests, follow: bool) -> Response:
    lasting = True
    for hops in range(HOPS + 1):
        hop = request(url)
        target = _target(url, hop, request.settings) if follow else ""
        if not target:
            moved_to = url if hops and lasting else ""
            whole = not {"If-None-Match", "If-Modified-Since"} & request.headers.keys()
            return Response(url, hop.status, hop.headers, hop.body, moved_to, whole, hop.inside)
        weaker = url.startswith("https:") and target.startswith("http:")
        lasting = lasting and hop.status in (301, 308) and not weaker
        url = target
    raise FeedError("too_many_redirects", limit=HOPS)


def _target(url: str, hop: Hop, settings: Settings) -> str:
    """Return the checked URL of a redirect, empty if the response is none."""
    location = hop.headers.get("location", "")
    if hop.status not in REDIRECTS or not location:
        return ""
    # Header lines are decoded as Latin-1; URLs in them are mostly UTF-8.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return checked_url(urljoin(url, location), networks=settings.networks)
    except ValueError:
        raise FeedError("malformed") from None


POST_SECONDS = 15
MAX_REPLY = 2**20  # bytes of a response to a POST

# ``send_request``, ``post_request`` below, or a test's replacement.

PostRequest: TypeAlias = Callable[..., Hop]


def post_request(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = POST_SECONDS,
    settings: Settings | None = None,
    networks: Networks | None = None,
    send: PostRequest = send_request,
) -> Hop:
    """Post a body and return the response, whatever its status, without following redirects.

    ``networks`` replace those that the operator allows. Raise FeedError if there is no response.
    """
    settings = with_networks(settings or default_settings(), networks)
    headers = {"User-Agent": settings.agent, "Accept": "*/*", **headers}
    url = checked_url(url, networks=settings.networks)
    with socket_limits.within_allowance(socket_limits.Allowance(seconds, MAX_REPLY)):
        return send(url, headers, limit=MAX_REPLY, settings=settings, method="POST", body=body)


def status_error(status: int, wait: int | None = None) -> FeedError | None:
    """Return the error for a POST's status, None on success; ``wait`` is in seconds."""
    if 200 <= status < 300:
        return None
    if status == 410:
        return FeedError("unwanted")
    if 300 <= status < 400:
        return FeedError("led_on", status=status)
    code = "busy" if status in (429, 503) else "server_error" if status >= 500 else "status"
    return FeedError(code, retry_after=wait, status=status)
