"""What the tests of ``setup`` have in common."""

import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.base.utils import get_installer
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility
from zope.interface import Interface

from katrineholm.socialhub.interfaces import ISocialHubLayer

PACKAGE = "katrineholm.socialhub"


def _mapping(place):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    return getMultiAdapter((place, column), IPortletAssignmentMapping)


def _uninstall(site):
    transaction.begin()  # a page that shows a portlet has Plone write on it
    site._p_jar.cacheMinimize()  # as in a process that has just begun
    with api.env.adopt_user(SITE_OWNER_NAME):
        get_installer(site, site.REQUEST).uninstall_product(PACKAGE)
    transaction.commit()


def registered(place):
    """The names of our pages and services for a place: a service's with its method if not GET."""
    return (name for name, _factory in registrations(place))


def registrations(place):
    """The same names, each with what makes the page or service."""
    for each in getGlobalSiteManager().registeredAdapters():
        is_ours = len(each.required) == 2 and each.required[1] is ISocialHubLayer
        if is_ours and each.provided is Interface and each.required[0].providedBy(place):
            yield named(each.name), each.factory


def named(name):
    method, is_service, service = name.partition("_application_json_")
    if not is_service:
        return f"@@{name}"
    return service or "GET" if method == "GET" else f"{method} {service}".rstrip()


def take_out(portal, commit=False):
    with api.env.adopt_user(SITE_OWNER_NAME):
        get_installer(portal, portal.REQUEST).uninstall_product(PACKAGE)
    if commit:
        transaction.commit()
