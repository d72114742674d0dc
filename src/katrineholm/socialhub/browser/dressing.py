"""The theme is put on, and what the site wore before comes back when it is taken off."""

from plone import api
from plone.app.theming.utils import applyTheme, getTheme
from zope.annotation.interfaces import IAnnotations

from .chrome import THEME

KEY = "katrineholm.socialhub.theme"
RECORDS = "plone.app.theming.interfaces.IThemeSettings"
PLONES_OWN = "barceloneta"


def remember(setup_tool=None):
    """Keep which theme the site wears, and whether any, before ours is put on."""
    current, enabled = _record("currentTheme"), _record("enabled")
    if current != THEME:
        IAnnotations(api.portal.get())[KEY] = {"theme": current, "enabled": enabled}


def undress(setup_tool=None):
    """Give the site back what it wore before ours, or Plone's own theme where that is gone."""
    before = IAnnotations(api.portal.get()).pop(KEY, {})
    if _record("currentTheme") == THEME:
        applyTheme(getTheme(before.get("theme") or PLONES_OWN) or getTheme(PLONES_OWN))
        api.portal.set_registry_record(f"{RECORDS}.enabled", before.get("enabled", True))


def _record(name):
    return api.portal.get_registry_record(f"{RECORDS}.{name}")
