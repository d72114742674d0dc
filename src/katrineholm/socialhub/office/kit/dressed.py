"""The site's own graphic profile, as pictures are dressed in it."""

from ...site.graphics.logo import logo
from ...site.graphics.profile import tokens
from ...site.settings.registry import municipality
from .style import Logo, Style


def site_style() -> Style:
    """What the pictures of this site are dressed in now."""
    found = logo()
    drawn = found and Logo(found.data, found.type, found.width / found.height)
    return Style(tokens(), municipality(), drawn)
