"""The public state of a site's hubs; cached pages are invalidated when it changes."""

from collections.abc import Hashable
from hashlib import sha256
from time import time
from typing import Any, NamedTuple

from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.schema import getFieldNames

from ...accounts.channels.crisis import current_order
from ...accounts.channels.retention import retention_rules
from ...core.timeline.store import timeline_of
from ...site.pages.cache import LruCache, catalogue_key
from ...site.settings.registry import PREFIX, ISocialHubSettings
from .topics import topics_of

CONTENT = LruCache(512, share=8)  # of the latest few states of each site's catalogue
SETTINGS = tuple(f"{PREFIX}.{name}" for name in getFieldNames(ISocialHubSettings))
VISITORS = {"allowedRolesAndUsers": ["Anonymous"]}


class PublicContent(NamedTuple):
    """The paths of a site's public hubs, and a hash of their public content."""

    hubs: tuple[str, ...]
    digest: str


def public_state() -> Hashable:
    """Return a value that changes whenever visitors see something else on the site's hubs.

    It is computed from the database and never stored, so all processes get the same value.
    """
    site, now = api.portal.get(), int(time())
    key = site.getPhysicalPath(), catalogue_key()
    content = CONTENT.get(key, _content)
    hubs = [site.unrestrictedTraverse(path) for path in content.hubs]
    states = ((*hub_state(hub, now), timeline_of(hub).revision()) for hub in hubs)
    return content.digest, settings_state(), tuple(states)


def hub_state(hub: Any, now: int) -> tuple:
    """Return a value that changes with what a hub decides for all its pages."""
    hub._p_activate()  # a ghost has no serial
    return hub._p_serial, current_order(hub, now), repr(retention_rules(hub)), topics_of(hub)


def settings_state() -> str:
    """Return a value that changes with the add-on's settings."""
    registry = getUtility(IRegistry)
    return repr([registry.get(name) for name in SETTINGS])


def _content():
    """Return the hubs and a hash of their catalogue metadata, which covers more than a page."""
    catalogue = api.portal.get_tool("portal_catalog")
    hubs = catalogue.unrestrictedSearchResults(portal_type="SocialHub", **VISITORS)
    paths = tuple(brain.getPath() for brain in hubs)
    found = catalogue.unrestrictedSearchResults(path=list(paths), **VISITORS) if paths else ()
    metadata = "\n".join(repr(tuple(brain)) for brain in found)
    return PublicContent(paths, sha256(metadata.encode()).hexdigest())
