"""The site's style for pictures."""

from ...site.graphics.logo import site_logo
from ...site.graphics.profile import site_tokens
from ...site.settings.registry import municipality_name
from .style import Logo, Style


def site_style() -> Style:
    """Return the style of this site."""
    found = site_logo()
    drawn = Logo(found.data, found.type, found.width / found.height) if found else None
    return Style(site_tokens(), municipality_name(), drawn)
