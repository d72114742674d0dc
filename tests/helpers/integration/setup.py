"""What the tests of ``setup`` have in common."""

import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.base.utils import get_installer
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

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
