"""The catalogue indexers of the official list, in addition to those of channels."""

from typing import Any

from plone.dexterity.content import DexterityContent
from plone.indexer import indexer
from Products.CMFPlone.CatalogTool import sortable_title

from ...accounts.channels.hub_storage import edited_channels
from ...accounts.channels.indexers import channel_language
from ...accounts.channels.interfaces import IChannel


@indexer(IChannel)
def administration_title(channel: DexterityContent) -> str:
    """Return the sortable title of a channel's administration."""
    return sortable_title(channel.__parent__)()


@indexer(IChannel)
def official_day(channel: DexterityContent) -> str:
    """Return the day on which a channel became official (ISO 8601), or an empty string."""
    return channel.official_since.isoformat() if channel.official_since else ""


# Plone itself indexes it on multilingual sites only.
language_code = indexer(IChannel)(channel_language)


def reindex_channels(administration: DexterityContent, event: Any) -> None:
    """Reindex the channels of an edited administration, because its title may have changed."""
    for channel in edited_channels(administration, event):
        channel.reindexObject(idxs=["socialhub_administration"])
