"""The hub around an object, and all hubs of a site."""

from typing import Any

from Acquisition import aq_chain
from plone import api

from ...site.caching.memory import Shelf, sight
from .interfaces import ISocialHub

SEEN = Shelf(64)  # the paths of the hubs that the latest few visitors may see


def hub_of(context: Any) -> Any:
    """Return the hub that contains an object, or is it; None outside all hubs."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)


def seen_hubs() -> list[str]:
    """Return the paths of the hubs that the current user may see, oldest first."""
    return SEEN.get((api.portal.get().getPhysicalPath(), sight()), _seen)


def hubs() -> list:
    """Return all hubs of the site, regardless of permissions."""
    brains = api.content.find(portal_type="SocialHub", unrestricted=True)
    return [brain._unrestrictedGetObject() for brain in brains]


def _seen():
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getPath() for brain in brains]
