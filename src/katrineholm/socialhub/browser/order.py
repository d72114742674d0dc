"""The order of what stands below the header: what is important now goes before the breadcrumbs."""

from plone import api
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from zope.component import getUtility

FIRST, MANAGER = "socialhub.important", "plone.abovecontent"


def put_first(setup_tool=None):
    """Put the notice before all else there, unless the site has given it a place of its own."""
    order = _order()
    if FIRST not in order:
        _set_order((FIRST, *order))


def take_out(setup_tool=None):
    """Leave the order as it was without the notice."""
    _set_order(tuple(name for name in _order() if name != FIRST))


def _order():
    return getUtility(IViewletSettingsStorage).getOrder(MANAGER, _skin())


def _set_order(names):
    getUtility(IViewletSettingsStorage).setOrder(MANAGER, _skin(), names)


def _skin():
    return api.portal.get_tool("portal_skins").getDefaultSkin()
