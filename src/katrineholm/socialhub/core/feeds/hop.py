"""A single request to a URL, whose response is read within limits."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from . import http_client
from .errors import FeedError
from .http_client import RawResponse
from .response import Headers

# The content codings that are requested and can be decompressed piece by piece.
CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PIECE = 2**16
# ``http_client.open_url``, or a test's replacement.
OpenUrl: TypeAlias = Callable[..., AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Hop:
    """A single response; ``inside`` is true if the server is in an allowed private network."""

    status: int
    headers: Headers
    body: bytes
    inside: bool


def send_request(
    url: str,
    headers: Mapping[str, str],
    *,
    limit: int,
    asked: OpenUrl = http_client.open_url,
    **means: Any,
) -> Hop:
    """Request a checked URL without following redirects; ``means`` are passed on to ``asked``.

    The body of a redirect is not read, and that of an error only up to 64 kB. Raise FeedError.
    """
    hop = None
    try:
        with asked(url, headers, **means) as response:
            inside = response.connection.inside
            hop = Hop(response.status, Headers(response.headers), b"", inside)
            return replace(hop, body=_body(response, limit))
    except FeedError:
        if hop and hop.status >= 400:
            return hop
        raise


def _body(response: RawResponse, limit: int) -> bytes:
    if response.status in REDIRECTS:
        return b""
    if response.headers.get("content-encoding", "").strip().lower() not in CODINGS:
        raise FeedError("unreadable")
    if response.status >= 400:
        return response.read(PIECE, decode_content=True)
    if (response.length_remaining or 0) > limit:
        raise _too_big(limit)
    return b"".join(_pieces(response, limit))


def _pieces(response: RawResponse, limit: int) -> Iterator[bytes]:
    size = 0
    for piece in response.stream(PIECE, decode_content=True):
        size += len(piece)
        if size > limit:
            raise _too_big(limit)
        yield piece


def _too_big(limit: int) -> FeedError:
    return FeedError("too_big", limit=max(limit >> 20, 1))
