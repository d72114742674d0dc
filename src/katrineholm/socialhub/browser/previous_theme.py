"""The site's previous theme, stored when ours is applied and restored when it is removed."""

from plone import api
from plone.app.theming.utils import applyTheme, getTheme
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations

from .chrome import THEME

KEY = "katrineholm.socialhub.theme"
RECORDS = "plone.app.theming.interfaces.IThemeSettings"
DEFAULT_THEME = "barceloneta"


def remember_theme(setup_tool: SetupTool | None = None) -> None:
    """Store the current theme, and whether themes are enabled, before ours is applied."""
    current, enabled = _record("currentTheme"), _record("enabled")
    if current != THEME:
        IAnnotations(api.portal.get())[KEY] = {"theme": current, "enabled": enabled}


def restore_theme(setup_tool: SetupTool | None = None) -> None:
    """Restore the previous theme, or Plone's default theme if that no longer exists."""
    before = IAnnotations(api.portal.get()).pop(KEY, {})
    if _record("currentTheme") == THEME:
        applyTheme(getTheme(before.get("theme") or DEFAULT_THEME) or getTheme(DEFAULT_THEME))
        api.portal.set_registry_record(f"{RECORDS}.enabled", before.get("enabled", True))


def _record(name):
    return api.portal.get_registry_record(f"{RECORDS}.{name}")
