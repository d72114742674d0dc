"""HTTP connections to checked addresses only.

The only module to import urllib3. requests would add unwanted features (proxies, logins and
cookies from the environment, redirects of its own) and none that are needed. requests-hardened
also pins the address, but checks only the first one and has no limits.
"""

import functools
import logging
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ProtocolError, ProxyError, SSLError
from urllib3.exceptions import TimeoutError as TookTooLong

from . import socket_limits
from .errors import FeedError
from .settings import NAME, Settings
from .url_check import Networks, is_in_networks

RawResponse: TypeAlias = urllib3.HTTPResponse

logger = logging.getLogger(NAME)

# At DEBUG urllib3 logs whole URLs, some of which contain a key.
logging.getLogger("urllib3").setLevel(logging.INFO)


@contextmanager
def open_url(
    url: str,
    headers: Mapping[str, str],
    *,
    settings: Settings,
    resolve: socket_limits.Resolve = socket_limits.resolve,
    connect: socket_limits.Connect = socket_limits.connect,
    method: str = "GET",
    body: bytes | None = None,
) -> Iterator[RawResponse]:
    """Open a checked URL and yield the response, whose body is not read yet.

    It is used within an allowance of time and bytes (see ``socket_limits``). The attribute
    ``inside`` of the response's ``connection`` shows whether the server is in a private network
    that the operator has allowed. Raise FeedError, also for errors inside the block.
    """
    host = urlsplit(url).hostname or ""
    proxy = _proxy(host, settings, resolve)
    with _lock:
        client = _client(proxy, settings, resolve, connect)
    try:
        response = _request(client, url, headers, method, body)
        try:
            yield response
        finally:
            # One that was read to its end is back in the pool already.
            if not response.isclosed():
                response.close()
    except HTTPError as error:
        raise _problem(error, host) from None
    except FeedError:
        raise
    # The boundary to external servers: unforeseen data, such as a chunk of -5 bytes, makes the
    # HTTP libraries raise errors of any kind. All of them are due to this one response.
    except Exception:
        logger.warning("An unforeseen answer from %s", host, exc_info=True)
        raise FeedError("unreadable") from None


def _request(
    client: urllib3.PoolManager,
    url: str,
    headers: Mapping[str, str],
    method: str,
    body: bytes | None,
) -> RawResponse:
    """Send a request; repeat only a GET, if the server has just closed the pooled connection."""
    # urllib3 declares less than a whole response, but always returns one.
    ask: Callable[[], Any] = functools.partial(
        client.urlopen,
        method,
        url,
        body=body,
        headers=headers,
        redirect=False,
        retries=False,
        preload_content=False,
        timeout=socket_limits.READ_SECONDS,
    )
    try:
        response: RawResponse = ask()
    except ProtocolError as error:
        if method != "GET" or not _is_closed(error):
            raise
        response = ask()
    return response


def _is_closed(error: HTTPError) -> bool:
    return any(isinstance(cause, ConnectionError) for cause in error.args)


def _problem(error: HTTPError, host: str) -> FeedError:
    if isinstance(error, SSLError):
        return FeedError("insecure", host=host)
    if isinstance(error, TookTooLong):
        return socket_limits.too_slow_error()
    if isinstance(error, ProxyError) or _is_closed(error):
        return FeedError("no_answer", host=host)
    return FeedError("unreadable")


def _proxy(host: str, settings: Settings, resolve: socket_limits.Resolve) -> str:
    """Return the proxy for a host, empty for a direct connection.

    A proxy's connections cannot be pinned: the name is only checked, and one that cannot be
    resolved here is left to the proxy's own rules.
    """
    if not settings.proxy:
        return ""
    try:
        ips = socket_limits.allowed_addresses(host, settings.networks, resolve, every=True)
    except FeedError as error:
        if error.code != "not_found":
            raise
        return settings.proxy
    return "" if all(is_in_networks(ip, settings.networks) for ip in ips) else settings.proxy


@functools.lru_cache(maxsize=16)
def _client(
    proxy: str, settings: Settings, resolve: socket_limits.Resolve, connect: socket_limits.Connect
) -> urllib3.PoolManager:
    """Return the connection pools, separate for each set of rules."""
    options: dict[str, Any] = {
        "num_pools": 64,
        "maxsize": 8,
        "ssl_context": _tls_context(settings.certificates),
    }
    if proxy:
        client: urllib3.PoolManager = _proxy_pool(proxy, options)
        networks: Networks = ()
        pick = functools.partial(_any_address, resolve=resolve)
    else:
        client, networks = urllib3.PoolManager(**options), settings.networks
        pick = functools.partial(
            socket_limits.allowed_addresses, networks=networks, resolve=resolve
        )
    extra: dict[str, Any] = {"pick": pick, "connect": connect, "networks": networks}
    # urllib3 expects classes, but only calls them.
    pools: dict[str, Any] = {
        "http": functools.partial(_Pool, **extra),
        "https": functools.partial(_TLSPool, **extra),
    }
    client.pool_classes_by_scheme = pools
    return client


# A worker's threads start together: each would load the authorities itself, 2.8 MB.
_lock = threading.Lock()


def _reset() -> None:
    """Drop the connections and the lock of the parent process after a fork."""
    global _lock
    _lock = threading.Lock()
    _client.cache_clear()


os.register_at_fork(after_in_child=_reset)


def _proxy_pool(proxy: str, options: Mapping[str, Any]) -> urllib3.ProxyManager:
    parts = urlsplit(proxy)
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    headers = urllib3.make_headers(proxy_basic_auth=login)
    return urllib3.ProxyManager(proxy, proxy_headers=headers, **options)


def _any_address(host: str, resolve: socket_limits.Resolve) -> list[str]:
    """Return the addresses of the operator's proxy, which may be anywhere."""
    return socket_limits.literal_addresses(host) or socket_limits.host_addresses(host, resolve)


@functools.cache
def _tls_context(certificates: str) -> ssl.SSLContext:
    """Return a context that trusts the system's authorities, Mozilla's and the operator's."""
    context = urllib3.util.create_urllib3_context()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_default_certs()
    context.load_verify_locations(certifi.where())
    if certificates:
        context.load_verify_locations(certificates)
    context.sslsocket_class = socket_limits.TLSSocket
    return context


class _Checked(HTTPConnection):
    """A connection to a checked address: DNS rebinding is useless without a second look-up."""

    def __init__(
        self,
        *args: Any,
        pick: Callable[[str], list[str]],
        connect: socket_limits.Connect,
        networks: Networks,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._pick = pick
        self._connect = connect
        self._networks = networks

    def _new_conn(self) -> socket.socket:
        ip, sock = socket_limits.connect_first(
            self.host, self._pick(self.host), self.port, self._connect
        )
        self.inside = is_in_networks(ip, self._networks)
        return sock


class _TLSConnection(_Checked, HTTPSConnection):
    pass


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Checked


class _TLSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TLSConnection
