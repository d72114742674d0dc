"""Connections to checked addresses only.

The only door to urllib3. requests would add what must not be there (proxies, logins and cookies
from its surroundings, redirects of its own) and nothing that is needed. requests-hardened pins
the address too, but looks at the first one only and limits nothing.
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

from . import line
from .address import Networks, is_inside
from .errors import FeedError
from .settings import NAME, Settings

Response: TypeAlias = urllib3.HTTPResponse

logger = logging.getLogger(NAME)

# At DEBUG urllib3 writes whole addresses into the log, and some hold a key.
logging.getLogger("urllib3").setLevel(logging.INFO)


@contextmanager
def asked(
    url: str,
    headers: Mapping[str, str],
    *,
    settings: Settings,
    resolve: line.Resolve = line.resolve,
    connect: line.Connect = line.connect,
    method: str = "GET",
    body: bytes | None = None,
) -> Iterator[Response]:
    """The server's answer to a checked address (see ``address.check``), its body still to read.

    To be used inside ``line.spending``. ``answer.connection.inside`` says whether the server
    stands in a network that the operator allowed. Raises FeedError, also for what goes wrong
    inside the block.
    """
    host = urlsplit(url).hostname or ""
    door = _door(host, settings, resolve)
    with _making:
        client = _client(door, settings, resolve, connect)
    try:
        response = _request(client, url, headers, method, body)
        try:
            yield response
        finally:
            # One that was read to its end has gone back to the kept ones already.
            if not response.isclosed():
                response.close()
    except HTTPError as error:
        raise _problem(error, host) from None
    except FeedError:
        raise
    # The border to strangers: over what they did not foresee, such as a chunk of -5 bytes, the
    # HTTP libraries stumble with errors of any kind. All of it is this one answer's fault.
    except Exception:
        logger.warning("An unforeseen answer from %s", host, exc_info=True)
        raise FeedError("unreadable") from None


def _request(
    client: urllib3.PoolManager,
    url: str,
    headers: Mapping[str, str],
    method: str,
    body: bytes | None,
) -> Response:
    """A kept connection may have been hung up just now: then it is worth a second, fresh one.

    What changes something is never sent twice.
    """
    # urllib3 promises less than a whole response, and always gives one.
    ask: Callable[[], Any] = functools.partial(
        client.urlopen,
        method,
        url,
        body=body,
        headers=headers,
        redirect=False,
        retries=False,
        preload_content=False,
        timeout=line.READ_SECONDS,
    )
    try:
        response: Response = ask()
    except ProtocolError as error:
        if method != "GET" or not _hung_up(error):
            raise
        response = ask()
    return response


def _hung_up(error: HTTPError) -> bool:
    return any(isinstance(cause, ConnectionError) for cause in error.args)


def _problem(error: HTTPError, host: str) -> FeedError:
    if isinstance(error, SSLError):
        return FeedError("insecure", host=host)
    if isinstance(error, TookTooLong):
        return line.too_slow()
    if isinstance(error, ProxyError) or _hung_up(error):
        return FeedError("no_answer", host=host)
    return FeedError("unreadable")


def _door(host: str, settings: Settings, resolve: line.Resolve) -> str:
    """Where the connection goes: "" is straight to the host, anything else a proxy.

    Through a proxy nothing can be pinned: the name is only checked, and one that cannot be
    looked up here is left to the proxy's own rules.
    """
    if not settings.proxy:
        return ""
    try:
        ips = line.addresses(host, settings.networks, resolve, every=True)
    except FeedError as error:
        if error.code != "not_found":
            raise
        return settings.proxy
    return "" if all(is_inside(ip, settings.networks) for ip in ips) else settings.proxy


@functools.lru_cache(maxsize=16)
def _client(
    proxy: str, settings: Settings, resolve: line.Resolve, connect: line.Connect
) -> urllib3.PoolManager:
    """The kept connections, apart for every set of rules under which they were opened."""
    kept: dict[str, Any] = {
        "num_pools": 64,
        "maxsize": 8,
        "ssl_context": _trust(settings.certificates),
    }
    if proxy:
        client: urllib3.PoolManager = _through(proxy, kept)
        networks: Networks = ()
        pick = functools.partial(_any_address, resolve=resolve)
    else:
        client, networks = urllib3.PoolManager(**kept), settings.networks
        pick = functools.partial(line.addresses, networks=networks, resolve=resolve)
    extra: dict[str, Any] = {"pick": pick, "connect": connect, "networks": networks}
    # urllib3 asks for classes and only calls them.
    pools: dict[str, Any] = {
        "http": functools.partial(_Pool, **extra),
        "https": functools.partial(_TLSPool, **extra),
    }
    client.pool_classes_by_scheme = pools
    return client


# A worker's threads begin all at once: each would read the authorities for itself, 2.8 MB.
_making = threading.Lock()


def _begin_anew() -> None:
    """A forked process must not talk over its parent's connections, nor wait for its threads."""
    global _making
    _making = threading.Lock()
    _client.cache_clear()


os.register_at_fork(after_in_child=_begin_anew)


def _through(proxy: str, kept: Mapping[str, Any]) -> urllib3.ProxyManager:
    parts = urlsplit(proxy)
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    headers = urllib3.make_headers(proxy_basic_auth=login)
    return urllib3.ProxyManager(proxy, proxy_headers=headers, **kept)


def _any_address(host: str, resolve: line.Resolve) -> list[str]:
    """The operator's proxy may stand anywhere."""
    return line.numbers(host) or line.looked_up(host, resolve)


@functools.cache
def _trust(certificates: str) -> ssl.SSLContext:
    """The system's authorities, Mozilla's, and the operator's own."""
    context = urllib3.util.create_urllib3_context()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_default_certs()
    context.load_verify_locations(certifi.where())
    if certificates:
        context.load_verify_locations(certificates)
    context.sslsocket_class = line.TLSSocket
    return context


class _Checked(HTTPConnection):
    """Looks the host up once, checks every address, and connects to a checked one itself.

    There is no second look-up, so a name that changes its address in between gains nothing.
    """

    def __init__(
        self,
        *args: Any,
        pick: Callable[[str], list[str]],
        connect: line.Connect,
        networks: Networks,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._pick = pick
        self._connect = connect
        self._networks = networks

    def _new_conn(self) -> socket.socket:
        ip, sock = line.dial(self.host, self._pick(self.host), self.port, self._connect)
        self.inside = is_inside(ip, self._networks)
        return sock


class _Connection(_Checked, HTTPConnection):
    pass


class _TLSConnection(_Checked, HTTPSConnection):
    pass


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TLSConnection
