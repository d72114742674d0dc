"""One request to one address, its answer read within limits."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from . import guard
from .errors import FeedError
from .guard import Response
from .headers import Headers

# The codings that are asked for and can be unpacked piece by piece, so that no bomb goes off.
CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PIECE = 2**16
# A way to open an address: ``guard.asked``, or what a test has in its stead.
Asked: TypeAlias = Callable[..., AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Hop:
    """One server's answer; ``inside`` says that it stands in a network the operator allowed."""

    status: int
    headers: Headers
    body: bytes
    inside: bool


def send(
    url: str, headers: Mapping[str, str], *, limit: int, asked: Asked = guard.asked, **means: Any
) -> Hop:
    """Get a checked address without following where it leads; ``means`` are those of ``asked``.

    The body is left out where the status tells of another address. Where it tells of a failure,
    64 kB are enough, and less will do. Raises FeedError.
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


def _body(response: Response, limit: int) -> bytes:
    if response.status in REDIRECTS:
        return b""
    if response.headers.get("content-encoding", "").strip().lower() not in CODINGS:
        raise FeedError("unreadable")
    if response.status >= 400:
        return response.read(PIECE, decode_content=True)
    if (response.length_remaining or 0) > limit:
        raise _too_big(limit)
    return b"".join(_pieces(response, limit))


def _pieces(response: Response, limit: int) -> Iterator[bytes]:
    size = 0
    for piece in response.stream(PIECE, decode_content=True):
        size += len(piece)
        if size > limit:
            raise _too_big(limit)
        yield piece


def _too_big(limit: int) -> FeedError:
    return FeedError("too_big", limit=max(limit >> 20, 1))
