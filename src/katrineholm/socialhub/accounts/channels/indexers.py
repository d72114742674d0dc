"""Catalogue metadata and indexes of channels, administrations and hubs.

Lists are made from the catalogue alone, without loading objects. The metadata can reach the public
through Plone's own searches, so it contains nothing private: see ``internal_facts``.
"""

from typing import Any

from plone import api
from plone.indexer import indexer

from ...core.platforms.account_lookup import account_keys, title_key
from ...core.platforms.catalogue import recognise_account
from .interfaces import CHANNEL_TYPES, IAdministration, IChannel, ISocialHub

SERVICE_INDEXES = ("socialhub_accounts", "socialhub_platform", "SearchableText")


def administration_metadata(administration: Any) -> dict:
    """Return an administration's official contact (guideline G2) and English title."""
    return {
        "email": administration.email or "",
        "phone": administration.phone or "",
        "english_title": administration.english_title or "",
    }


def channel_metadata(channel: Any) -> dict:
    """Return a channel's public facts as plain values."""
    return {
        "profile_url": channel.profile_url,
        "feed_url": channel.feed_url or "",
        "platform": channel.platform or "website",
        "account": recognise_account(channel.profile_url).account,
        "kind": channel.kind or "other",
        "dialogue": bool(channel.dialogue),
        "language": channel_language(channel),
        "purpose": channel.purpose or "",
        "audience": channel.audience or "",
        "rhythm": channel.rhythm,
        "starts": _iso(channel.starts),
        "official_since": _iso(channel.official_since),
        "closed_on": _iso(channel.closed_on),
        "link_only_reason": channel.link_only_reason or "",
        "email": channel.contact_email or "",
        "phone": channel.contact_phone or "",
        "contact_url": channel.contact_url or "",
    }


def channel_language(channel: Any) -> str:
    """Return the code of a channel's language, which is the site's by default."""
    return channel.Language() or api.portal.get_default_language()


# The metadata ``socialhub_facts``.
channel_facts = indexer(IChannel)(channel_metadata)
administration_facts = indexer(IAdministration)(administration_metadata)


@indexer(ISocialHub)
def hub_facts(hub: Any) -> dict:
    """Return a hub's metadata ``socialhub_facts``, with its English title for the navigation."""
    return {"english_title": hub.english_title or ""}


@indexer(IChannel)
def channel_accounts(channel: Any) -> tuple[str, ...]:
    """Return all keys for finding the channel's account; the one for its title comes last."""
    keys = account_keys(channel.profile_url, channel.also_known_as or ())
    return (*keys, title_key(channel.title))


@indexer(IChannel)
def channel_platform(channel: Any) -> str:
    """Return the name of the channel's service, by default "website"."""
    return channel.platform or "website"


@indexer(IChannel)
def channel_kind(channel: Any) -> str:
    """Return the name of the channel's kind, by default "other"."""
    return channel.kind or "other"


@indexer(IChannel)
def channel_text(channel: Any) -> str:
    """Return the text that is indexed so that the public can find a channel."""
    facts = channel_metadata(channel)
    names = ("profile_url", "account", "platform", "purpose", "audience")
    return " ".join([channel.title, channel.description, *(facts[name] for name in names)])


def reindex_channels(event: Any) -> None:
    """Reindex all channels after the office has edited the catalogue of services."""
    for brain in api.content.find(portal_type=CHANNEL_TYPES, unrestricted=True):
        brain._unrestrictedGetObject().reindexObject(idxs=list(SERVICE_INDEXES))


def _iso(day):
    return day.isoformat() if day else ""
