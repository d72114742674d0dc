"""The hub that contains an object, and all hubs of a site."""

from collections.abc import Iterator
from typing import Any

from Acquisition import aq_chain
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations

from ...site.pages.cache import LruCache, visibility_key
from .interfaces import IAdministration, ISocialHub

# A site's annotation while the add-on is uninstalled there: its hubs are not catalogued.
PRESERVED = "katrineholm.socialhub.put-away"
# A site's annotation with the municipality's apps: see ``accounts.registration.login_apps``.
APPS = "katrineholm.socialhub.apps"
USER_CACHE = LruCache(64)  # the paths of the hubs that the latest few visitors may see


def hub_of(context: Any) -> Any:
    """Return the hub that contains an object, or the object itself if it is a hub; else None."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)


def visible_hub_paths() -> list[str]:
    """Return the paths of the hubs that the current user may see, oldest first."""
    return USER_CACHE.get((api.portal.get().getPhysicalPath(), visibility_key()), _query_hub_paths)


def all_hubs() -> list:
    """Return all hubs of the site, regardless of permissions."""
    brains = api.content.find(portal_type="SocialHub", unrestricted=True)
    return [brain._unrestrictedGetObject() for brain in brains]


def database_hubs(connection: Any) -> Iterator:
    """Yield the hubs of all sites of a database; one that is only catalogued is left out."""
    app = connection.root()["Application"]
    for site in filter(IPloneSiteRoot.providedBy, app.objectValues()):
        found = site.portal_catalog.unrestrictedSearchResults(portal_type="SocialHub")
        away = IAnnotations(site).get(PRESERVED, {}).get("paths", ())
        for path in [*(brain.getPath() for brain in found), *away]:
            hub = app.unrestrictedTraverse(path, None)
            if ISocialHub.providedBy(hub):
                yield hub


def hub_administrations(hub: Any) -> list:
    """Return all administrations of a hub, regardless of permissions."""
    return [each for each in hub.objectValues() if IAdministration.providedBy(each)]


def _query_hub_paths():
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getPath() for brain in brains]
