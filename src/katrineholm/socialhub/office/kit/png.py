"""A drawing as a PNG picture. The only door to resvg."""

from dataclasses import replace
from functools import lru_cache

import resvg_py

from .style import Style
from .typeface import FAMILY, FILES

LONGEST_SIDE = 600  # of a logotype, in pixels
SLIMMEST = 20  # a logotype's longer side, in shorter ones
SVG, PNG = "image/svg+xml", "image/png"


@lru_cache(24)  # a large one takes a second
def png(drawing: str, width: int | None = None) -> bytes:
    """The drawing in its own size, or ``width`` pixels wide. It must be known to be harmless.

    Text that is no outline is written in the pictures' typeface.
    """
    picture = resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=width,
        skip_system_fonts=True,
        font_files=[*FILES.values()],
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(picture)


def flat(style: Style) -> Style:
    """The same with a logotype that holds text as pixels: within a drawing resvg loses it."""
    logo = style.logo
    has_text = logo is not None and logo.type == SVG and b"<text" in logo.data
    if not has_text or not 1 / SLIMMEST <= logo.ratio <= SLIMMEST:
        return style
    width = round(LONGEST_SIDE * min(1, logo.ratio))
    return replace(style, logo=replace(logo, data=png(logo.data.decode(), width), type=PNG))
