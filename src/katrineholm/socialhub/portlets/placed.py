"""The portlets that editors have placed: without the add-on nothing could show them."""

from plone import api
from plone.portlets.constants import CONTEXT_ASSIGNMENT_KEY
from plone.portlets.interfaces import IPortletManager
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor

from .base import IHubPortlet


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
    """What hangs on the site itself and on content."""
    brains = api.content.find(path="/".join(site.getPhysicalPath()), unrestricted=True)
    for place in [site, *(brain._unrestrictedGetObject() for brain in brains)]:
        annotations = IAnnotations(place, None) or {}
        yield from annotations.get(CONTEXT_ASSIGNMENT_KEY, {}).values()
