"""The operator's settings for requests, from the environment."""

import functools
import netrc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from .url_check import Network, Networks, allowed_networks, checked_url

NAME = "katrineholm.socialhub"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings for requests; ``logins`` maps a host name to (name, password).

    ``proxy`` is a URL or empty. ``certificates`` is the path of a file with additional trusted
    certificate authorities, or empty.
    """

    networks: tuple[Network, ...] = ()
    proxy: str = ""
    agent: str = NAME
    certificates: str = ""
    logins: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read SOCIALHUB_ALLOWED_NETWORKS, _PROXY, _NETRC and _USER_AGENT, and SSL_CERT_FILE.

    A proxy chooses the address to connect to: names are checked first, then the proxy's own rules
    apply. Hosts in the allowed networks are reached directly. Raise ValueError with an error
    message for the operator.
    """
    return Settings(
        networks=allowed_networks(environ),
        proxy=_proxy(environ.get("SOCIALHUB_PROXY", "")),
        agent=_agent(environ.get("SOCIALHUB_USER_AGENT", "")),
        certificates=environ.get("SSL_CERT_FILE", ""),
        logins=_logins(environ.get("SOCIALHUB_NETRC", "")),
    )


@functools.cache
def default_settings() -> Settings:
    """Return the settings of this process, which are read only once."""
    return read_settings()


def with_networks(settings: Settings, networks: Networks | None) -> Settings:
    """Return the settings with other allowed networks, or unchanged if they are None."""
    if networks is None or networks == settings.networks:
        return settings
    return replace(settings, networks=tuple(networks))


def networks_for_redirects(inside: bool) -> tuple[Network, ...] | None:
    """Return the value of ``networks=`` for requests to a URL that a server has named.

    It is None (the operator's networks) if that server is ``inside`` one of them, otherwise empty,
    as an external server must not direct requests into internal networks.
    """
    return None if inside else ()


def allowed_url(url: str) -> str:
    """Return the normalised URL. Raise FeedError if this process's settings do not allow it."""
    return checked_url(url, networks=default_settings().networks)


def _proxy(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError(f"SOCIALHUB_PROXY: {url!r} must begin with http:// or https://.")
    return url


def _agent(text: str) -> str:
    if text and not (text.isascii() and text.isprintable()):
        raise ValueError("SOCIALHUB_USER_AGENT: only printable ASCII characters are allowed.")
    return text or f"{NAME}/{version(NAME)} (+https://www.katrineholm.se/)"


def _logins(path: str) -> dict[str, tuple[str, str]]:
    """Return the file's logins, without its ``default`` entry, which would be sent to any host."""
    if not path:
        return {}
    try:
        hosts = netrc.netrc(path).hosts
    except (OSError, netrc.NetrcParseError) as problem:
        raise ValueError(f"SOCIALHUB_NETRC: {problem}") from None
    return {host: (name, key) for host, (name, _, key) in hosts.items() if host != "default"}
