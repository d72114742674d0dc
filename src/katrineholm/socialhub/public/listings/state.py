"""What of a site's hubs visitors have to see at once: what is kept for them goes by it."""

from collections.abc import Hashable
from hashlib import sha256
from time import time
from typing import NamedTuple

from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.schema import getFieldNames

from ...accounts.channels.crisis import order
from ...accounts.channels.retention import rules
from ...core.timeline.store import timeline_of
from ...site.caching.memory import Shelf, catalogue_state
from ...site.settings.registry import PREFIX, ISocialHubSettings

CONTENT = Shelf(8)  # of the latest few states of the sites' catalogues
SETTINGS = tuple(f"{PREFIX}.{name}" for name in getFieldNames(ISocialHubSettings))
VISITORS = {"allowedRolesAndUsers": ["Anonymous"]}


class Content(NamedTuple):
    """The paths of a site's public hubs, and a hash of what visitors find in them."""

    hubs: tuple[str, ...]
    digest: str


def public_state() -> Hashable:
    """Return another value whenever the hubs of the present site show visitors something else.

    It is read from the database as the request sees it, and nothing is written for it: so it is
    the same in every process, and no write meets another.
    """
    site, now = api.portal.get(), int(time())
    key = site.getPhysicalPath(), catalogue_state()
    content = CONTENT.get(key, _content)
    hubs = [site.unrestrictedTraverse(path) for path in content.hubs]
    return content.digest, _settings(), tuple(_state(hub, now) for hub in hubs)


def _settings():
    registry = getUtility(IRegistry)
    return repr([registry.get(name) for name in SETTINGS])


def _state(hub, now):
    hub._p_activate()  # or it is not known which of its states this is
    return hub._p_serial, timeline_of(hub).revision(), order(hub, now), repr(rules(hub))


def _content():
    """All that the catalogue tells of what lies in the hubs: more than a page shows of it."""
    catalogue = api.portal.get_tool("portal_catalog")
    hubs = catalogue.unrestrictedSearchResults(portal_type="SocialHub", **VISITORS)
    paths = tuple(brain.getPath() for brain in hubs)
    found = catalogue.unrestrictedSearchResults(path=list(paths), **VISITORS) if paths else ()
    told = "\n".join(repr(tuple(brain)) for brain in found)
    return Content(paths, sha256(told.encode()).hexdigest())
