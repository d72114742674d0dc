"""The mark of the municipality: its logotype on a plate, else its initials in a disc.

The initials are a neutral place for the logotype: no coat of arms is drawn.
"""

from dataclasses import dataclass

from . import svg
from .fitting import fit
from .letters import writable
from .look import Look

INITIALS = 2
ROUND = (0.7, 1.4)  # logotypes of these proportions go into a disc, the others on a plate
WITHIN = 0.62  # of a disc's diameter
PADDING = 0.13  # of a plate's height


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark drawn from the upper left corner, ``side`` pixels high at most."""

    width: float
    height: float
    drawn: str


def mark(look: Look, side: float, widest: float) -> Mark:
    """The mark within ``side`` pixels of height and ``widest`` of width."""
    if look.logo is None:
        return Mark(side, side, _initials(look, side))
    least, most = ROUND
    if least <= look.logo.ratio <= most:
        return Mark(side, side, _disc(look, side))
    return _plate(look, side, widest)


def initials(name: str) -> str:
    """The first letters of a name's first words, large: KK for Katrineholms kommun."""
    letters = [word[0] for word in writable(name).split() if word[0].isalpha()]
    return "".join(letters[:INITIALS]).upper()


def _initials(look, side):
    ground = svg.disc(side / 2, side / 2, side / 2, look.tokens.on_brand)
    letters = initials(look.municipality)
    if not letters:
        return ground
    sizes = (side * 0.46, side * 0.2)
    block = fit(letters, "bold", side * 0.72, side * 0.72, sizes=sizes, most=1)
    top = (side - block.height) / 2
    return ground + svg.words(block, side / 2, top, look.tokens.brand, is_centred=True)


def _disc(look, side):
    edge, inner = side * (1 - WITHIN) / 2, side * WITHIN
    ground = svg.disc(side / 2, side / 2, side / 2, look.tokens.surface)
    return ground + svg.picture(look.logo, edge, edge, inner, inner)


def _plate(look, side, widest):
    edge = side * PADDING
    width = min(widest - 2 * edge, (side - 2 * edge) * look.logo.ratio)
    height = width / look.logo.ratio
    whole = width + 2 * edge, height + 2 * edge
    ground = svg.box(0, 0, *whole, look.tokens.surface, corner=edge)
    return Mark(*whole, ground + svg.picture(look.logo, edge, edge, width, height))
