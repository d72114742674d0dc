"""The mark of the municipality: its logotype on a background, else its initials in a circle.

The initials are a neutral placeholder for the logotype: no coat of arms is drawn.
"""

from dataclasses import dataclass

from . import svg
from .fitting import fit
from .letters import writable
from .style import Style

INITIALS = 2
ROUND = (0.7, 1.4)  # logotypes of these proportions go into a circle, others on a rectangle
WITHIN = 0.62  # of the circle's diameter
PADDING = 0.13  # of the rectangle's height


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as SVG, drawn from the upper left corner."""

    width: float
    height: float
    drawn: str


def mark(style: Style, side: float, widest: float) -> Mark:
    """Return the mark, at most ``side`` pixels high and ``widest`` wide."""
    if style.logo is None:
        return Mark(side, side, _initials(style, side))
    least, most = ROUND
    if least <= style.logo.ratio <= most:
        return Mark(side, side, _disc(style, side))
    return _plate(style, side, widest)


def initials(name: str) -> str:
    """Return the initials of a name's first words: KK for Katrineholms kommun."""
    letters = [word[0] for word in writable(name).split() if word[0].isalpha()]
    return "".join(letters[:INITIALS]).upper()


def _initials(style, side):
    ground = svg.disc(side / 2, side / 2, side / 2, style.tokens.on_brand)
    letters = initials(style.municipality)
    if not letters:
        return ground
    sizes = (side * 0.46, side * 0.2)
    block = fit(letters, "bold", side * 0.72, side * 0.72, sizes=sizes, most=1)
    top = (side - block.height) / 2
    return ground + svg.words(block, side / 2, top, style.tokens.brand, is_centred=True)


def _disc(style, side):
    edge, inner = side * (1 - WITHIN) / 2, side * WITHIN
    ground = svg.disc(side / 2, side / 2, side / 2, style.tokens.surface)
    return ground + svg.picture(style.logo, edge, edge, inner, inner)


def _plate(style, side, widest):
    edge = side * PADDING
    width = min(widest - 2 * edge, (side - 2 * edge) * style.logo.ratio)
    height = width / style.logo.ratio
    whole = width + 2 * edge, height + 2 * edge
    ground = svg.box(0, 0, *whole, style.tokens.surface, corner=edge)
    return Mark(*whole, ground + svg.picture(style.logo, edge, edge, width, height))
