"""The hub that something lies in, and all the hubs of a site."""

from Acquisition import aq_chain
from plone import api

from ...site.caching.memory import Shelf, sight
from .interfaces import ISocialHub

SEEN = Shelf(64)  # the paths of the hubs that the latest few visitors may see


def hub_of(context):
    """The hub that an object lies in, the hub itself included; None outside every hub."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)


def seen_hubs() -> list[str]:
    """Return the paths of the hubs that the present user may see, the oldest first."""
    return SEEN.get((api.portal.get().getPhysicalPath(), sight()), _seen)


def hubs() -> list:
    """Every hub of the present site, whoever asks."""
    brains = api.content.find(portal_type="SocialHub", unrestricted=True)
    return [brain._unrestrictedGetObject() for brain in brains]


def _seen():
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getPath() for brain in brains]
