"""The order of the viewlets below the header: important news comes before the breadcrumbs."""

from plone import api
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from Products.GenericSetup.tool import SetupTool
from zope.component import getUtility

FIRST, MANAGER = "socialhub.important", "plone.abovecontent"


def put_notice_first(setup_tool: SetupTool | None = None) -> None:
    """Move the notice to the top, unless the site has ordered it already."""
    order = _order()
    if FIRST not in order:
        _set_order((FIRST, *order))


def remove_notice(setup_tool: SetupTool | None = None) -> None:
    """Remove the notice from the order."""
    _set_order(tuple(name for name in _order() if name != FIRST))


def _order():
    return getUtility(IViewletSettingsStorage).getOrder(MANAGER, _skin())


def _set_order(names):
    getUtility(IViewletSettingsStorage).setOrder(MANAGER, _skin(), names)


def _skin():
    return api.portal.get_tool("portal_skins").getDefaultSkin()
