"""Catalogue indexes of the official list, beside the channel's own."""

from typing import Any

from plone.dexterity.content import DexterityContent
from plone.indexer import indexer
from Products.CMFPlone.CatalogTool import sortable_title

from ...accounts.channels import recorded
from ...accounts.channels.books import followers
from ...accounts.channels.interfaces import IChannel


@indexer(IChannel)
def administration(channel: DexterityContent) -> str:
    """Return the administration's title as Plone's sort key for titles."""
    return sortable_title(channel.__parent__)()


@indexer(IChannel)
def since(channel: DexterityContent) -> str:
    """Return the day since when a channel is official (ISO 8601), or an empty text."""
    return channel.official_since.isoformat() if channel.official_since else ""


@indexer(IChannel)
def language(channel: DexterityContent) -> str:
    """Return the language's code, which Plone itself indexes on multilingual sites only."""
    return recorded.language(channel)


def reorder(administration: DexterityContent, event: Any) -> None:
    """Reindex the channels of a changed administration, as its title may have changed."""
    for channel in followers(administration, event):
        channel.reindexObject(idxs=["socialhub_administration"])
