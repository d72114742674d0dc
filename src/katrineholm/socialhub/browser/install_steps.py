"""Steps of the profiles, which place the important notice, and store and restore the theme."""

from plone import api
from plone.app.theming.utils import applyTheme, getTheme
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

from .chrome import THEME

FIRST, MANAGER = "socialhub.important", "plone.abovecontent"
KEY = "katrineholm.socialhub.theme"
RECORDS = "plone.app.theming.interfaces.IThemeSettings"
DEFAULT_THEME = "barceloneta"


def put_notice_first(setup_tool: SetupTool | None = None) -> None:
    """Put the viewlet of important notices first, unless the site has already ordered it."""
    order = _order()
    if FIRST not in order:
        _set_order((FIRST, *order))


def remove_notice(setup_tool: SetupTool | None = None) -> None:
    """Remove the viewlet of important notices from the site's order of viewlets."""
    _set_order(tuple(name for name in _order() if name != FIRST))


def _order():
    return getUtility(IViewletSettingsStorage).getOrder(MANAGER, _skin())


def _set_order(names):
    getUtility(IViewletSettingsStorage).setOrder(MANAGER, _skin(), names)


def _skin():
    return api.portal.get_tool("portal_skins").getDefaultSkin()


def remember_theme(setup_tool: SetupTool | None = None) -> None:
    """Store the current theme, and whether themes are enabled, before the add-on's is applied."""
    current, enabled = _record("currentTheme"), _record("enabled")
    if current != THEME:
        IAnnotations(api.portal.get())[KEY] = {"theme": current, "enabled": enabled}


def restore_theme(setup_tool: SetupTool | None = None) -> None:
    """Restore the theme stored by ``remember_theme``, or Plone's if that no longer exists."""
    before = IAnnotations(api.portal.get()).pop(KEY, {})
    if _record("currentTheme") == THEME:
        applyTheme(getTheme(before.get("theme") or DEFAULT_THEME) or getTheme(DEFAULT_THEME))
        api.portal.set_registry_record(f"{RECORDS}.enabled", before.get("enabled", True))


def _record(name):
    return api.portal.get_registry_record(f"{RECORDS}.{name}")
