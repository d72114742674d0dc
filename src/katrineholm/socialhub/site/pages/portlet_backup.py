"""A backup of the portlets that editors have placed, which cannot be shown without the add-on.

They are removed when it is uninstalled and restored when it is installed again, with their settings
and in their order.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.portlets.constants import CONTEXT_ASSIGNMENT_KEY
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter, getUtilitiesFor, queryUtility
from zope.dottedname.resolve import resolve

from .portlet_base import IHubPortlet

GC_INTERVAL = 50  # objects between two garbage collections of the cache
NAMING = ("__name__", "__parent__")


def remove_portlets(site: Any) -> list[dict]:
    """Remove every placed portlet of the add-on, and return the data to restore the portlets."""
    found = []
    for where, placed in [*_by_category(), *_by_context(site)]:
        names = list(placed.keys())
        ours = [name for name in names if IHubPortlet.providedBy(placed[name])]
        found += [where | _portlet_data(placed[name], name, names.index(name)) for name in ours]
        for name in ours:
            del placed[name]
    return found


def restore_portlets(site: Any, noted: Iterable[Mapping]) -> None:
    """Restore the portlets from the data of ``remove_portlets``, if their context still exists."""
    for each in noted:
        placed = _mapping(site, each)
        if placed is not None and each["name"] not in placed:
            names = [*placed.keys()]
            placed[each["name"]] = resolve(each["class"])(**each["settings"])
            placed.updateOrder([*names[: each["at"]], each["name"], *names[each["at"] :]])


def _portlet_data(assignment, name, position):
    kept = aq_base(assignment)
    kept._p_activate()  # an unloaded object has no values
    cls, settings = type(kept), vars(kept)
    return {
        "name": name,
        "at": position,
        "class": f"{cls.__module__}.{cls.__name__}",
        "settings": {key: value for key, value in settings.items() if key not in NAMING},
    }


def _by_category() -> Iterator[tuple[dict, Any]]:
    """Yield the portlets of groups, content types and users."""
    for manager, kept in getUtilitiesFor(IPortletManager):
        for category, keys in kept.items():
            for key, placed in keys.items():
                yield {"manager": manager, "category": category, "key": key}, placed


def _by_context(site) -> Iterator[tuple[dict, Any]]:
    """Yield the portlets of the site and of content, loading few objects at a time."""
    brains = api.content.find(path="/".join(site.getPhysicalPath()), unrestricted=True)
    yield from _portlets_of(site)
    for number, brain in enumerate(brains):
        if number % GC_INTERVAL == 0:
            site._p_jar.cacheGC()
        yield from _portlets_of(brain._unrestrictedGetObject())


def _portlets_of(place):
    annotations = IAnnotations(place, None) or {}
    for manager, placed in annotations.get(CONTEXT_ASSIGNMENT_KEY, {}).items():
        yield {"manager": manager, "place": IUUID(place)}, placed


def _mapping(site, noted):
    """Return the mapping that held a portlet; None if it no longer exists."""
    manager = queryUtility(IPortletManager, name=noted["manager"])
    if manager is None:
        return None
    if "category" in noted:
        return manager.get(noted["category"], {}).get(noted["key"])
    place = site
    if noted["place"] != IUUID(site):
        brains = api.content.find(UID=noted["place"], unrestricted=True)
        place = brains[0]._unrestrictedGetObject() if brains else None
    return None if place is None else getMultiAdapter((place, manager), IPortletAssignmentMapping)
