"""The municipality's own hosts and domains, which also have pages that are not on the list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from ...accounts.channels.facts import ChannelFacts
from ...core.platforms.account_lookup import AccountQuery, account_keys
from ...core.platforms.catalogue import recognise_account
from ...core.platforms.urls import is_public_host
from ...core.platforms.websites import SITE_PLATFORMS
from ...site.settings.registry import public_site_url, setting

PORT = re.compile(r":\d+(?=/|$)")


def own_domain(channels: Iterable[ChannelFacts], asked: AccountQuery) -> str:
    """Return the municipality's domain that contains a web page, or an empty string.

    The domains are this site's host, hosts that are the whole URL of a channel, and the domain of
    the office's e-mail address if this site or an account is below it. The owner of a domain
    controls everything below it (RFC 1034, 3.1).
    """
    host = re.split("[/?]", asked.key or next(iter(asked.names), ""))[0]
    if asked.platform not in SITE_PLATFORMS or not is_public_host(host) or ":" in host:
        return ""
    addresses = [public_site_url(), *(each.profile_url for each in channels)]
    hosts = {_bare(urlsplit(each).hostname or "") for each in addresses}
    mail = (setting("office_email") or "").rpartition("@")[2].lower()
    whole = {key for each in channels for key in account_keys(each.profile_url)[:1]}
    domains = {_bare(urlsplit(public_site_url()).hostname or ""), *whole}
    domains |= {mail} if any(_is_within(each, mail) for each in hosts) else set()
    ours = (each for each in domains if "/" not in each and is_public_host(each))
    return max((each for each in ours if _is_within(host, each)), key=len, default="")


def channels_at_host(
    channels: Iterable[ChannelFacts], asked: AccountQuery
) -> Iterator[ChannelFacts]:
    """Yield the channels that are web pages on a host, if the query is for its front page."""
    front = asked.key or next(iter(asked.names), "")
    if asked.platform not in SITE_PLATFORMS or "/" in front or not front:
        return
    for each in channels:
        (at, *_others) = account_keys(each.profile_url) or ("",)
        hosts = {at.partition("/")[0], PORT.sub("", at.partition("/")[0])}
        if front in hosts and recognise_account(each.profile_url).platform in SITE_PLATFORMS:
            yield each


def channels_at_any_port(channels: Sequence[ChannelFacts], key: str) -> list[ChannelFacts]:
    """Return the channels at a key at any port, only for hosts outside the public web."""
    host = key.partition("/")[0]
    if not host or is_public_host(host) or ":" in host:
        return []
    return [
        each
        for each in channels
        if any(PORT.sub("", at) == key for at in account_keys(each.profile_url)[:1])
    ]


def _bare(host):
    return host.lower().removeprefix("www.")


def _is_within(host, domain):
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))
