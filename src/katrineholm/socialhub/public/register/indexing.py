"""What the catalogue chooses and sorts the official list by, besides what a channel records."""

from plone.indexer import indexer
from Products.CMFPlone.CatalogTool import sortable_title

from ...accounts.channels import recorded
from ...accounts.channels.books import followers
from ...accounts.channels.interfaces import IChannel


@indexer(IChannel)
def administration(channel):
    """The administration's title, as Plone sorts by titles."""
    return sortable_title(channel.__parent__)()


@indexer(IChannel)
def since(channel):
    """The day since when a channel is official (ISO 8601), or nothing."""
    return channel.official_since.isoformat() if channel.official_since else ""


@indexer(IChannel)
def language(channel):
    """The language's code; Plone itself indexes it on sites in several languages only."""
    return recorded.language(channel)


def reorder(administration, event) -> None:
    """An administration has changed, perhaps its title."""
    for channel in followers(administration, event):
        channel.reindexObject(idxs=["socialhub_administration"])
