"""The setting for guideline point 8, the interpretation of public comments as records or not."""

from ...site.settings.registry import setting


def current_interpretation() -> str:
    """Return the current interpretation: ``guards.IN_ORDER`` or ``guards.LIBRARY``."""
    return setting("open_comments")
