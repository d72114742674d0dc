"""The pictures as SVG: a background in the brand colour, a mark, and names.

Text is in ``on_brand`` on ``brand`` or a darker shade; the graphic profile checks their contrast
(``graphics.pairs``).
"""

from collections.abc import Iterable

from ...core.feeds.text import line
from ...site.graphics.colour import luminance, mix
from ...site.graphics.tokens import Tokens
from . import svg
from .column import Column
from .fitting import fit
from .letters import LONGEST, writable
from .mark import mark
from .sizes import Picture
from .style import Style

SHADES = (0.93, 0.86)  # shares of the brand colour in the circles behind the names
NARROW = 0.16  # a margin, as a share of the width, from which names are centred
BADGE = (640, 160)
REM = 16


def draw(picture: Picture, names: Iterable[str], style: Style) -> str:
    """Return the picture with names, the most important first, without duplicates.

    Characters that the typeface lacks are omitted (``drawable_text``).
    """
    texts = _distinct(line(name, LONGEST) for name in names)
    drawable = _distinct(writable(name) for name in texts)
    field = svg.box(0, 0, picture.width, picture.height, style.tokens.brand)
    parts = LAYOUTS[picture.shape](picture, drawable, style)
    return svg.document(picture.width, picture.height, " – ".join(texts), [field, *parts])


def badge(sentence: str, style: Style) -> str:
    """Return a badge of 640 x 160 pixels with the mark and a sentence, for other websites."""
    width, height = BADGE
    edge, colour = 24, style.tokens.on_brand
    field = svg.box(0, 0, width, height, style.tokens.brand, corner=style.tokens.radius * REM * 2)
    sign = mark(style, height - 2 * edge, 180)
    left = edge + sign.width + edge
    block = fit(
        writable(sentence), "bold", width - left - edge, height - edge, sizes=(44, 16), most=3
    )
    parts = [
        field,
        svg.moved(edge, (height - sign.height) / 2, sign.drawn),
        svg.words(block, left, (height - block.height) / 2, colour),
    ]
    return svg.document(width, height, line(sentence, LONGEST), parts)


def _round(picture, names, style):
    """Yield the mark and the first name below it, within the circle that most services crop to."""
    side = picture.width
    middle, share = (0.37, 0.45) if names else (0.5, 0.6)
    sign = mark(style, side * share, side * 0.66)  # its corners stay within the circle
    yield svg.moved((side - sign.width) / 2, side * middle - sign.height / 2, sign.drawn)
    if names:
        sizes = (side * 0.11, side * 0.035)
        block = fit(names[0], "bold", side * 0.68, side * 0.23, sizes=sizes, most=2)
        top = side * 0.745 - block.height / 2
        yield svg.words(block, side / 2, top, style.tokens.on_brand, is_centred=True)


def _wide(picture, names, style):
    """Yield the mark with the names on its right, in the part that every screen shows.

    They are centred if some screens show little more than the middle.
    """
    left, top, width, height = picture.safe
    sign = mark(style, min(height * 0.8, width * 0.22), width * 0.35)
    gap = height * 0.16
    column = Column(names, width - sign.width - gap, height, largest=height * 0.32)
    if left > picture.width * NARROW:
        left += (width - sign.width - gap - column.width) / 2
    yield from _discs(picture, style.tokens)
    yield svg.moved(left, top + (height - sign.height) / 2, sign.drawn)
    start = left + sign.width + gap
    yield column.draw(start, top + (height - column.height) / 2, style.tokens.on_brand)


def _square(picture, names, style):
    left, top, width, height = picture.safe
    sign = mark(style, height * 0.3, width)
    column = Column(names, width, height * 0.62, largest=height * 0.15, most=4)
    yield from _discs(picture, style.tokens)
    yield svg.moved(left, top, sign.drawn)
    yield column.draw(left, top + height - column.height, style.tokens.on_brand)


LAYOUTS = {"round": _round, "wide": _wide, "square": _square}


def _discs(picture, tokens: Tokens):
    far = "#000000" if luminance(tokens.on_brand) > luminance(tokens.brand) else "#ffffff"
    inner, outer = (mix(tokens.brand, far, share) for share in SHADES)
    width, height = picture.width, picture.height
    radius = min(height, width * 0.57)
    yield svg.disc(width * 0.93, height * 0.12, radius * 0.95, inner)
    yield svg.disc(width * 0.99, height * 1.05, radius * 0.72, outer)


def _distinct(names) -> list[str]:
    return list({name.casefold(): name for name in reversed([*filter(None, names)])}.values())[::-1]
