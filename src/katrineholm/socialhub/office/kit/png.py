"""SVG drawings as PNG pictures. resvg is imported here only."""

from dataclasses import replace
from functools import lru_cache

import resvg_py

from .style import Style
from .typeface import FAMILY, FILES

LONGEST_SIDE = 600  # of a logotype, in pixels
MAX_RATIO = 20  # the largest ratio of a logotype's sides
SVG, PNG = "image/svg+xml", "image/png"


@lru_cache(24)  # a large one takes a second
def png_bytes(drawing: str, width: int | None = None) -> bytes:
    """Return a drawing, which must be harmless, as PNG in its own size or ``width`` pixels wide.

    Text elements are rendered in the pictures' typeface.
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


def flat_style(style: Style) -> Style:
    """Return the style with its SVG logotype as PNG if it has text, which resvg would lose."""
    logo = style.logo
    if logo is None or logo.type != SVG or b"<text" not in logo.data:
        return style
    if not 1 / MAX_RATIO <= logo.ratio <= MAX_RATIO:
        return style
    width = round(LONGEST_SIDE * min(1, logo.ratio))
    return replace(style, logo=replace(logo, data=png_bytes(logo.data.decode(), width), type=PNG))
