"""The municipality's mark: its logotype on a background, or else its initials in a circle.

The initials are a neutral placeholder for the logotype; no coat of arms is drawn.
"""

from dataclasses import dataclass

from . import svg
from .outlines import drawable_text
from .style import Style
from .text_blocks import largest_block

INITIALS = 2
ROUND = (0.7, 1.4)  # logotypes of these proportions go into a circle, others on a rectangle
LOGO_SHARE = 0.62  # of the circle's diameter
PADDING = 0.13  # of the rectangle's height


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as SVG, with its upper left corner at the origin."""

    width: float
    height: float
    drawn: str


def municipality_mark(style: Style, side: float, widest: float) -> Mark:
    """Return the logo, or initials, at most ``side`` pixels high and ``widest`` pixels wide."""
    if style.logo is None:
        return Mark(side, side, _initials_svg(style, side))
    least, most = ROUND
    if least <= style.logo.ratio <= most:
        return Mark(side, side, _circle_svg(style, side))
    return _plate_mark(style, side, widest)


def initials(name: str) -> str:
    """Return the initials of a name's first two words, such as KK for Katrineholms kommun."""
    letters = [word[0] for word in drawable_text(name).split() if word[0].isalpha()]
    return "".join(letters[:INITIALS]).upper()


def _initials_svg(style, side):
    ground = svg.circle(side / 2, side / 2, side / 2, style.tokens.on_brand)
    letters = initials(style.municipality)
    if not letters:
        return ground
    sizes = (side * 0.46, side * 0.2)
    block = largest_block(letters, "bold", side * 0.72, side * 0.72, sizes=sizes, most=1)
    top = (side - block.height) / 2
    return ground + svg.text_paths(block, side / 2, top, style.tokens.brand, is_centred=True)


def _circle_svg(style, side):
    edge, inner = side * (1 - LOGO_SHARE) / 2, side * LOGO_SHARE
    ground = svg.circle(side / 2, side / 2, side / 2, style.tokens.surface)
    return ground + svg.logo_image(style.logo, edge, edge, inner, inner)


def _plate_mark(style, side, widest):
    edge = side * PADDING
    width = min(widest - 2 * edge, (side - 2 * edge) * style.logo.ratio)
    height = width / style.logo.ratio
    whole = width + 2 * edge, height + 2 * edge
    ground = svg.rectangle(0, 0, *whole, style.tokens.surface, corner=edge)
    return Mark(*whole, ground + svg.logo_image(style.logo, edge, edge, width, height))
