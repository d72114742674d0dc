"""Sockets with a deadline and a limit on the number of bytes."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any, TypeAlias

from .errors import FeedError
from .url_check import Networks, is_allowed_ip

CONNECT_SECONDS = 5
READ_SECONDS = 10
MARGIN = 0.01  # a socket's clock is coarser

# From a name to its addresses, and from address, port and seconds to a connection.
Resolve: TypeAlias = Callable[[str], list[str]]
Connect: TypeAlias = Callable[[str, int, float], socket.socket]


class _Current(threading.local):
    """The allowance of a thread's current request."""

    allowance: "Allowance"


_current = _Current()


class Allowance:
    """The time and number of bytes that one request, including its redirects, may take."""

    def __init__(self, seconds: float, size: int) -> None:
        self.seconds = seconds
        self.size = size
        self.left = size + 2**18  # room for headers and framing
        self.end = time.monotonic() + seconds

    def remaining(self, most: float) -> float:
        """Return the seconds left for a step, at most ``most``. Raise FeedError: too_slow."""
        seconds = min(self.end - time.monotonic(), most)
        if seconds <= 0:
            raise self.too_slow()
        return seconds

    def spend(self, size: int) -> None:
        """Deduct received bytes from the allowance. Raise FeedError: too_big."""
        self.left -= size
        if self.left < 0:
            raise FeedError("too_big", limit=max(self.size >> 20, 1))

    def too_slow(self, most: float = inf) -> FeedError:
        """Return the error that the time for the request, or for one step (``most``), is up."""
        is_over = time.monotonic() >= self.end - MARGIN
        return FeedError("too_slow", seconds=round(self.seconds if is_over else most, 1))


@contextmanager
def within_allowance(allowance: Allowance) -> Iterator[None]:
    """Count everything that this thread receives in the block against the allowance.

    The allowance belongs to the thread because the HTTP client cannot pass it to its sockets.
    """
    _current.allowance = allowance
    try:
        yield
    finally:
        del _current.allowance


def too_slow_error() -> FeedError:
    """Return the error for a step of the current request that has taken too long."""
    return _current.allowance.too_slow(READ_SECONDS)


class Socket(socket.socket):
    """A socket that counts received bytes; plain and TLS sockets both read by ``recv_into``."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        allowance = _current.allowance
        self.settimeout(allowance.remaining(READ_SECONDS))
        try:
            size = super().recv_into(*args, **kwargs)
        except TimeoutError:
            raise too_slow_error() from None
        allowance.spend(size)
        return size


class TLSSocket(Socket, ssl.SSLSocket):
    """The TLS variant of ``Socket``; see ``SSLContext.sslsocket_class``."""


def resolve(host: str) -> list[str]:
    """Return the IP addresses of a host name, the preferred first. Raise OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def connect(ip: str, port: int, seconds: float) -> socket.socket:
    """Open a connection to an IP address. Raise OSError."""
    sock = Socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.connect((ip, port))
    except OSError:
        sock.close()
        raise
    return sock


def allowed_addresses(
    host: str, networks: Networks, resolve: Resolve = resolve, *, every: bool = False
) -> list[str]:
    """Return the IP addresses of a host to which requests are allowed, the preferred first.

    With ``every`` all of them must be allowed. Raise FeedError: not_found, private.
    """
    found = literal_addresses(host) or host_addresses(host, resolve)
    allowed = [ip for ip in found if is_allowed_ip(ip, networks)]
    if not allowed or (every and len(allowed) < len(found)):
        raise FeedError("private")
    return allowed


def connect_first(
    host: str, ips: Sequence[str], port: int, connect: Connect = connect
) -> tuple[str, socket.socket]:
    """Connect to the first IP address that answers; return both. Raise FeedError: no_answer."""
    for ip in ips:
        try:
            sock = connect(ip, port, _current.allowance.remaining(CONNECT_SECONDS))
        except OSError:
            continue
        sock.settimeout(_current.allowance.remaining(READ_SECONDS))
        return ip, sock
    raise FeedError("no_answer", host=host)


def literal_addresses(host: str) -> list[str]:
    """Return the host itself if it is an IP address, else an empty list."""
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            return [socket.inet_ntop(family, socket.inet_pton(family, host.strip("[]")))]
        except OSError:
            continue
    return []


def host_addresses(host: str, resolve: Resolve = resolve) -> list[str]:
    """Return the IP addresses of a host name. Raise FeedError: not_found, too_slow."""
    # In a thread, because the system's resolver has no deadline.
    found: list[str] = []
    thread = threading.Thread(target=_look_up, args=(host, resolve, found), daemon=True)
    thread.start()
    thread.join(_current.allowance.remaining(READ_SECONDS))
    if thread.is_alive():
        raise too_slow_error()
    if not found:
        raise FeedError("not_found", host=host)
    return found


def _look_up(host: str, resolve: Resolve, found: list[str]) -> None:
    try:
        found.extend(resolve(host))
    except (OSError, UnicodeError):
        found.clear()
