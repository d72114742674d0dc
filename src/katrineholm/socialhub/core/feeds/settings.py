"""What the operator decides in the environment; an editor cannot."""

import functools
import netrc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from .address import Network, Networks, allowed_networks, check

NAME = "katrineholm.socialhub"


@dataclass(frozen=True, slots=True)
class Settings:
    """``logins`` are host name → (name, password); ``proxy`` is an address or empty.

    ``certificates`` is a file of authorities to trust besides the known ones, or empty.
    """

    networks: tuple[Network, ...] = ()
    proxy: str = ""
    agent: str = NAME
    certificates: str = ""
    logins: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """SOCIALHUB_ALLOWED_NETWORKS, _PROXY, _NETRC and _USER_AGENT, and SSL_CERT_FILE.

    Behind SOCIALHUB_PROXY the guard cannot choose the address that is connected to: names are
    checked first, then the proxy's own rules apply. Hosts in the allowed networks are reached
    without it. Raises ValueError with a sentence for the operator.
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
    """The settings of this process, read once."""
    return read_settings()


def with_networks(settings: Settings, networks: Networks | None) -> Settings:
    """Return the settings with these networks in place of the operator's; None keeps those."""
    if networks is None or networks == settings.networks:
        return settings
    return replace(settings, networks=tuple(networks))


def networks_from(inside: bool) -> tuple[Network, ...] | None:
    """Return the networks in which a server's word may lead to others, for ``networks=``.

    None, the operator's own, if that server stands in one of them itself: a stranger's server must
    not send us into the networks inside.
    """
    return None if inside else ()


def allowed(url: str) -> str:
    """The tidied address if it may be asked under this process's settings; raises FeedError."""
    return check(url, networks=default_settings().networks)


def _proxy(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError(f"SOCIALHUB_PROXY: {url!r} must begin with http:// or https://.")
    return url


def _agent(text: str) -> str:
    if text and not (text.isascii() and text.isprintable()):
        raise ValueError("SOCIALHUB_USER_AGENT: only printable ASCII characters are allowed.")
    return text or f"{NAME}/{version(NAME)} (+https://www.katrineholm.se/)"


def _logins(path: str) -> dict[str, tuple[str, str]]:
    """The file's hosts; its ``default`` entry is left out, it would go to anybody."""
    if not path:
        return {}
    try:
        hosts = netrc.netrc(path).hosts
    except (OSError, netrc.NetrcParseError) as problem:
        raise ValueError(f"SOCIALHUB_NETRC: {problem}") from None
    return {host: (name, key) for host, (name, _, key) in hosts.items() if host != "default"}
