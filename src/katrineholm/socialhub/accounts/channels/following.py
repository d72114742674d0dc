"""What is searched of a channel follows what the office calls the services."""

from plone import api

from .interfaces import CHANNEL_TYPES

FOLLOWING = ("socialhub_accounts", "socialhub_platform", "SearchableText")


def follow(event) -> None:
    """A service was added, renamed or hidden: index the channels again."""
    for brain in api.content.find(portal_type=CHANNEL_TYPES, unrestricted=True):
        brain._unrestrictedGetObject().reindexObject(idxs=list(FOLLOWING))
