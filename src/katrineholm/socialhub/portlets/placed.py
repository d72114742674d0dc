"""The portlets that editors have placed: without the add-on nothing could show them."""

from plone import api
from plone.portlets.constants import CONTEXT_ASSIGNMENT_KEY
from plone.portlets.interfaces import IPortletManager
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor

from .base import IHubPortlet

SOME = 50  # places that are looked at until the memory is tidied up


def take_out(site) -> None:
    """Remove every placed portlet of the add-on from a site, wherever it hangs."""
    for placed in [*_by_category(), *_by_place(site)]:
        for name in [name for name, each in placed.items() if IHubPortlet.providedBy(each)]:
            del placed[name]


def _by_category():
    """What hangs by group, content type and user."""
    for _name, manager in getUtilitiesFor(IPortletManager):
        for category in manager.values():
            yield from category.values()


def _by_place(site):
    """What hangs on the site itself and on content, of which few are in memory at a time."""
    brains = api.content.find(path="/".join(site.getPhysicalPath()), unrestricted=True)
    yield from _hanging_on(site)
    for number, brain in enumerate(brains):
        if number % SOME == 0:
            site._p_jar.cacheGC()
        yield from _hanging_on(brain._unrestrictedGetObject())


def _hanging_on(place):
    annotations = IAnnotations(place, None) or {}
    return annotations.get(CONTEXT_ASSIGNMENT_KEY, {}).values()
