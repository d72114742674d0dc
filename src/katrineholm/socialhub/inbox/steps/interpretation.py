"""The setting for guideline point 8, whether public comments are records in order or none."""

from ...site.settings.registry import setting


def current_interpretation() -> str:
    """Return the current interpretation: ``guards.IN_ORDER`` or ``guards.LIBRARY``."""
    return setting("open_comments")
