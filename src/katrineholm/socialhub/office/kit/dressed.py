"""The site's style for pictures."""

from ...site.graphics.logo import logo
from ...site.graphics.profile import tokens
from ...site.settings.registry import municipality
from .style import Logo, Style


def site_style() -> Style:
    """Return the style of this site."""
    found = logo()
    drawn = Logo(found.data, found.type, found.width / found.height) if found else None
    return Style(tokens(), municipality(), drawn)
