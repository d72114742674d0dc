"""Checks of URLs and IP addresses, before a request and when connecting."""

import os
import re
import socket
import unicodedata
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from .errors import FeedError

Network: TypeAlias = IPv4Network | IPv6Network
Networks: TypeAlias = Sequence[Network]
IPAddress: TypeAlias = IPv4Address | IPv6Address

LONGEST = 2000
PORTS = frozenset({80, 443, 8080, 8443})
DEFAULT_PORTS = {"http": 80, "https": 443}
LOCAL_NAMES = frozenset(
    {"localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback"}
)
# IANA's special-purpose registries, copied because ``is_global`` of the standard library differs
# between Python versions, and the internal host of one cloud on a public address.
CLOSED_4 = [
    ip_network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32"),
        *("169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
    )
]
OPEN_6 = ip_network("2000::/3")
# Teredo and its neighbours, documentation, 6to4: inside the open part, but no web servers.
CLOSED_6 = [ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def checked_url(url: str, *, networks: Networks = ()) -> str:
    """Return the normalised URL without fragment; see RFC 3986 and RFC 3987.

    ``networks`` are the private networks that the operator allows, on any port. Raise FeedError:
    too_long, not_http, malformed, userinfo, port, private.
    """
    url = url.strip(" \t\r\n")
    if len(url) > LONGEST:
        raise FeedError("too_long", limit=LONGEST)
    parts = _split(url)
    if "@" in parts.netloc:
        raise FeedError("userinfo")
    host, port = _host_and_port(parts.netloc)
    literal = _literal(host)
    if literal and not is_allowed_ip(literal, networks):
        raise FeedError("private")
    if port and port not in PORTS and not (literal and _within(literal, networks)):
        raise FeedError("port", port=port)
    return _join(parts, str(literal) if literal and host not in LOCAL_NAMES else host, port)


def is_allowed_ip(ip: str | IPAddress, networks: Networks = ()) -> bool:
    """Return whether an IP address is public or in a network that the operator allows."""
    address = _unmapped(ip_address(str(ip).partition("%")[0]))
    return _within(address, networks) or _is_public(address)


def is_in_networks(ip: str, networks: Networks) -> bool:
    """Return whether an IP address is in one of these networks."""
    return _within(_unmapped(ip_address(ip.partition("%")[0])), networks)


def allowed_networks(environ: Mapping[str, str] = os.environ) -> tuple[Network, ...]:
    """Read SOCIALHUB_ALLOWED_NETWORKS: networks in CIDR notation, separated by commas.

    Raise ValueError with an error message for the operator if one of them is not a network.
    """
    names = environ.get("SOCIALHUB_ALLOWED_NETWORKS", "").split(",")
    return tuple(_network(name.strip()) for name in names if name.strip())


def _network(name: str) -> Network:
    try:
        return ip_network(name)
    except ValueError as problem:
        raise ValueError(
            f"SOCIALHUB_ALLOWED_NETWORKS: {name!r} is not a network like 127.0.0.0/8: {problem}"
        ) from None


def _split(url: str) -> SplitResult:
    if not re.match(r"https?:", url, re.I):
        raise FeedError("not_http")
    # A browser reads a backslash as a slash and drops tabs; others do not. Such a difference
    # would let a host pass the check, so all these characters are refused.
    if "\\" in url or any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in url):
        raise FeedError("malformed")
    if not re.match(r"https?://[^/?#]", url, re.I):
        raise FeedError("malformed")
    try:
        return urlsplit(url)
    except ValueError:
        raise FeedError("malformed") from None


def _host_and_port(netloc: str) -> tuple[str, int]:
    match = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:%\s]+)(?::([0-9]{0,5}))?", netloc)
    if not match:
        raise FeedError("malformed")
    host, port = match[1], int(match[2] or 0)
    if port > 65535 or (match[2] and not port):
        raise FeedError("malformed")
    return (host if host[0] == "[" else _name(host)), port


def _name(host: str) -> str:
    """Return the host name in ASCII (IDNA), without the root's dot."""
    host = unicodedata.normalize("NFC", host).lower()
    # Full-width letters, circled digits and the like become other hosts when normalised.
    if unicodedata.normalize("NFKC", host) != host or len(host) > 253:
        raise FeedError("malformed")
    try:
        name = host.encode("idna").decode("ascii").removesuffix(".").lower()
    except UnicodeError:
        raise FeedError("malformed") from None
    if not re.fullmatch(r"(?!-)[a-z0-9_-]{1,63}(\.(?!-)[a-z0-9_-]{1,63})*", name):
        raise FeedError("malformed")
    return name


def _literal(host: str) -> IPAddress | None:
    """Return a host's IP address, in any spelling; None for a name."""
    if host in LOCAL_NAMES or host.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    try:
        if host[0] == "[":
            return _unmapped(ip_address(host[1:-1]))
        if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", host.rpartition(".")[2]):
            return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        raise FeedError("malformed") from None
    return None


def _join(parts: SplitResult, host: str, port: int) -> str:
    if ":" in host:
        host = f"[{host}]"
    if port and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~[]|")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~[]|?")
    return urlunsplit((parts.scheme, host, path, query, ""))


def _unmapped(address: IPAddress) -> IPAddress:
    return getattr(address, "ipv4_mapped", None) or address


def _within(address: IPAddress, networks: Networks) -> bool:
    return any(address in net for net in networks if net.version == address.version)


def _is_public(address: IPAddress) -> bool:
    if address.version == 4:
        return not _within(address, CLOSED_4)
    if address not in OPEN_6 or _within(address, CLOSED_6):
        return False
    # An ISATAP router would carry the packet to the IPv4 host in the last 32 bits (RFC 5214).
    bits = int(address)
    return (bits >> 32) & 0xFFFFFFFF not in ISATAP or _is_public(IPv4Address(bits & 0xFFFFFFFF))
