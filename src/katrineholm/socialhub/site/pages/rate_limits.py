"""Rate limits for clients, counted in the memory of this process."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock
from time import monotonic
from typing import Any

MAX_TIMESTAMPS = 100_000  # timestamps that are kept in all: a few megabytes


class RateWindow:
    """The timestamps of each client's requests within the last ``seconds``.

    If there are more than ``room`` timestamps, the client that has been silent longest is
    forgotten.
    """

    def __init__(
        self,
        seconds: float = 60,
        *,
        room: int = MAX_TIMESTAMPS,
        clock: Callable[[], float] = monotonic,
    ):
        self.seconds, self.room, self.clock = seconds, room, clock
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def wait_seconds(self, client: str, most: int) -> int:
        """Return the seconds until the client may try again, or count this request and return 0."""
        client = client_key(client)
        with self._lock:
            now = self.clock()
            moments = self._recent(client, now)
            if len(moments) >= most:
                return max(1, ceil(moments[-most] + self.seconds - now))
            self._remember(moments, now)
            return 0

    def count_request(self, client: str) -> int:
        """Count this request, and return the client's number of requests within the window."""
        client = client_key(client)
        with self._lock:
            now = self.clock()
            moments = self._recent(client, now)
            self._remember(moments, now)
            return len(moments)

    def __len__(self):
        return self._size

    def _recent(self, client, now):
        moments = self._moments.setdefault(client, deque())
        self._moments.move_to_end(client)
        while moments and moments[0] <= now - self.seconds:
            moments.popleft()
            self._size -= 1
        return moments

    def _remember(self, moments, now):
        moments.append(now)
        self._size += 1
        self._make_room(now)

    def _make_room(self, now):
        """Forget clients that were silent for a whole window, and more if there is no room."""
        while self._moments:
            moments = next(iter(self._moments.values()))
            if self._size <= self.room and moments[-1] > now - self.seconds:
                return
            self._moments.popitem(last=False)
            self._size -= len(moments)


def set_too_many_requests(request: Any, seconds: int) -> None:
    """Set status 429 and ``Retry-After`` for a client with too many requests (RFC 6585)."""
    request.response.setStatus(429)
    request.response.setHeader("Retry-After", str(seconds))


def untrusted_proxy(request: Any) -> str:
    """Return the client's address if it is a proxy's instead of the visitor's, else "".

    waitress keeps as many addresses of X-Forwarded-For as it trusts proxies, and none of a proxy
    that it does not trust. It leaves X-Real-IP, in which the first proxy names the visitor.
    """
    client = request.getClientAddr() or ""
    address = _address(client)
    forwarded = _addresses(request.getHeader("X-Forwarded-For", "")) or {address}
    visitor = _addresses(request.getHeader("X-Real-IP", ""))
    return client if {address, *visitor} - forwarded else ""


def is_in_networks(client: str, networks: Iterable[str]) -> bool:
    """Return whether an IP address is in any of the networks (CIDR, RFC 4632)."""
    address = _address(client)
    return any(address in ip_network(each, strict=False) for each in networks if address)


def client_key(client: str) -> str:
    """Return the key by which an IP address is counted: an IPv6 address by its /64 (RFC 6177)."""
    address = _address(client)
    if address is None:
        return client
    return address.packed[:8].hex() if address.version == 6 else str(address)


def _addresses(header: str) -> set[IPv4Address | IPv6Address | None]:
    return {_address(each.strip()) for each in header.split(",")} - {None}


def _address(client: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address of a client, without the port that some proxies add."""
    for text in (client.strip("[]"), client.rpartition(":")[0].strip("[]")):
        with suppress(ValueError):
            address = ip_address(text)
            return getattr(address, "ipv4_mapped", None) or address
    return None
