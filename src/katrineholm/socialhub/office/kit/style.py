"""The style of the pictures: the graphic profile and the typeface."""

from dataclasses import dataclass

from font_manrope import font_files

from ...site.graphics.logo import site_logo
from ...site.graphics.profile import site_tokens
from ...site.graphics.tokens import Tokens
from ...site.settings.registry import municipality_name

FAMILY = "Manrope"
FILES = {"bold": font_files["ManropeExtraBold"], "medium": font_files["ManropeMedium"]}
CAPITALS = 0.72  # the height of a capital letter, in em


@dataclass(frozen=True, slots=True)
class Logo:
    """A logotype that is known to be harmless; ``ratio`` is its width divided by its height."""

    data: bytes
    type: str
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """The graphic profile; the initials of ``municipality`` are drawn if there is no logotype."""

    tokens: Tokens
    municipality: str
    logo: Logo | None = None


def site_style() -> Style:
    """Return the style of this site's pictures."""
    found = site_logo()
    drawn = Logo(found.data, found.type, found.width / found.height) if found else None
    return Style(site_tokens(), municipality_name(), drawn)
