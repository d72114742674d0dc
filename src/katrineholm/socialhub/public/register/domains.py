"""The municipality's own hosts and domains, which also have pages that are not on the list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.own_names import own_names
from ...core.platforms.account_lookup import AccountQuery, account_keys
from ...core.platforms.catalogue import recognise_account
from ...core.platforms.own_names import DOMAIN, EMAIL, OwnName
from ...core.platforms.urls import is_public_host
from ...core.platforms.websites import SITE_PLATFORMS
from ...site.settings.registry import municipality_name, public_site_url, setting
from .found_accounts import own_sites

PORT = re.compile(r":\d+(?=/|$)")


def known_names(hub: Container, channels: Iterable[ChannelFacts]) -> tuple[OwnName, ...]:
    """Return the names that the office lists, and domains of ours that follow from settings.

    Those are this site's host, the sites that are searched for accounts, hosts that are the whole
    URL of a channel, and the domain of the office's e-mail address, itself a sender, if this site
    or an account is below it.
    """
    listed = [line.name for line in own_names(hub).values()]
    addresses = [public_site_url(), *(each.url for each in own_sites(hub))]
    hosts = {_bare(urlsplit(each).hostname or "") for each in addresses}
    email = (setting("office_email") or "").lower()
    mail = email.rpartition("@")[2]
    whole = {key for each in channels for key in account_keys(each.profile_url)[:1]}
    accounts = {_bare(urlsplit(each.profile_url).hostname or "") for each in channels}
    is_mail_ours = any(_is_within(each, mail) for each in hosts | accounts)
    domains = sorted(each for each in hosts | whole | ({mail} if is_mail_ours else set()))
    found = [
        OwnName(DOMAIN, e, municipality_name())
        for e in domains
        if "/" not in e and is_public_host(e)
    ]
    senders = [OwnName(EMAIL, email, municipality_name())] if is_mail_ours else []
    return (*{each.key: each for each in (*found, *senders, *listed)}.values(),)


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
