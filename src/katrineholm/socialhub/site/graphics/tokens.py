"""The tokens of the graphic profile, and their names in stylesheets.

The defaults are a placeholder in a neutral red, which is no municipality's own profile.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from .colour import SHAPE, lightened_colour, luminance, mixed_colour

# Only fonts of the readers' own systems: none is fetched.
FONTS = {
    "system": 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
    "grotesque": '"Helvetica Neue", Arial, "Nimbus Sans", "Liberation Sans", sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif',
    "wide": 'Verdana, "DejaVu Sans", Geneva, sans-serif',
    "oldstyle": '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif',
    "bookish": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
    "slab": 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", serif',
}
COLOURS = ("brand", "on_brand", "accent", "link", "text", "muted", "surface", "quiet", "line")
# The least and the most that is allowed.
MEASURES = {"radius": (0, 2), "text_size": (0.875, 1.25), "scale": (1.1, 1.5)}
TINT = 0.09  # the share of the accent in the background that socialhub.css mixes
DARK: dict[str, Any] = {
    "text": "#f1efee",
    "muted": "#bdb8b6",
    "surface": "#181716",
    "quiet": "#24211f",
    "line": "#4b4643",
}
# The luminance below which a surface needs no dark variant.
DARK_LUMINANCE = 0.18


def is_token_value(name: str, value: Any) -> bool:
    """Return whether a value is valid for the token with this name."""
    if name in COLOURS:
        return isinstance(value, str) and bool(SHAPE.fullmatch(value))
    if name == "font":
        return isinstance(value, str) and value in FONTS
    least, most = MEASURES[name]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and least <= value <= most


@dataclass(frozen=True, slots=True)
class Tokens:
    """A graphic profile: colours as ``#rrggbb``, ``radius`` and ``text_size`` in rem.

    ``scale`` is the ratio of each heading to the next smaller one; ``font`` is a name in FONTS.
    Raise ValueError for any other value: tokens are safe in stylesheets, drawings and mails.
    """

    brand: str = "#98222b"
    on_brand: str = "#ffffff"
    accent: str = "#a8323a"
    link: str = "#8c1d26"
    text: str = "#221e1d"
    muted: str = "#5b5351"
    surface: str = "#ffffff"
    quiet: str = "#f7f3f1"
    line: str = "#d9d1cd"
    radius: float = 0.5
    font: str = "system"
    text_size: float = 1.0
    scale: float = 1.25

    def __post_init__(self):
        for each in fields(self):
            if not is_token_value(each.name, getattr(self, each.name)):
                raise ValueError(f"Not a value of {each.name}")

    @property
    def tint(self) -> str:
        """Return the background colour of filters and boxes: the surface with a little accent."""
        return mixed_colour(self.accent, self.surface, TINT)

    @property
    def family(self) -> str:
        """Return the value of ``font-family`` in CSS."""
        return FONTS[self.font]


PLACEHOLDER = Tokens()
NAMES = tuple(each.name for each in fields(Tokens))


def dark_tokens(tokens: Tokens) -> Tokens:
    """Return a profile's variant for dark screens, or the profile itself if it is dark already."""
    if luminance(tokens.surface) < DARK_LUMINANCE:
        return tokens
    grounds = replace(tokens, **DARK)
    accent = lightened_colour(tokens.accent, grounds.quiet)
    lightest = max(grounds.quiet, replace(grounds, accent=accent).tint, key=luminance)
    return replace(grounds, accent=accent, link=lightened_colour(tokens.link, lightest))


def css_properties(tokens: Tokens, names: Collection[str] = NAMES) -> dict[str, str]:
    """Return tokens as CSS custom properties: ``{"--socialhub-brand": "#98222b", …}``."""
    css_names = {name: "ink" if name == "text" else name.replace("_", "-") for name in NAMES}
    return {
        f"--socialhub-{css_names[name]}": css_value(tokens, name) for name in NAMES if name in names
    }


def css_value(tokens: Tokens, name: str) -> str:
    """Return the value of a token as CSS."""
    value = getattr(tokens, name)
    if name == "font":
        return tokens.family
    if name in MEASURES:
        return f"{round(value, 3):g}{'' if name == 'scale' else 'rem'}"
    return value
