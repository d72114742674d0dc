"""The layouts of the pictures: a background in the brand colour, a mark, and names.

Text has the colour ``on_brand`` on ``brand`` or a shade of it; the graphic profile checks their
contrast (``contrast_pairs``).
"""

from collections.abc import Iterable, Sequence

from ...core.feeds.text import single_line
from ...site.graphics.colour import luminance, mixed_colour
from ...site.graphics.tokens import Tokens
from . import svg
from .mark import municipality_mark
from .outlines import MAX_CHARACTERS, drawable_text
from .sizes import Picture
from .style import Style
from .text_blocks import LEADING, largest_block

SMALL = 0.4  # the other names' size as a share of the first one's
RULE = 0.045  # the line's thickness as a share of the first name's size
RULE_SPACE = 0.75  # the space for the line as a share of the other names' size
SHADES = (0.93, 0.86)  # shares of the brand colour in the circles behind the names
CENTRED_MARGIN = 0.16  # a margin, as a share of the width, from which names are centred
BADGE_SIZE = (640, 160)
REM = 16


class Column:
    """A column of names that fits into a width and a height, in pixels."""

    def __init__(
        self, names: Sequence[str], width: float, height: float, *, largest: float, most: int = 2
    ):
        self.gap = largest * SMALL * RULE_SPACE * bool(names[1:])
        room = height - self.gap - largest * SMALL * LEADING * len(names[1:])
        sizes = (largest, largest * 0.28)
        self.first = largest_block(
            names[0] if names else "", "bold", width, room, sizes=sizes, most=most
        )
        sizes = (min(largest * SMALL, self.first.size * 0.6), largest * 0.12)
        self.others = [
            largest_block(name, "medium", width, largest * SMALL * LEADING, sizes=sizes, most=1)
            for name in names[1:]
        ]

    @property
    def width(self) -> float:
        return max(block.width for block in (self.first, *self.others))

    @property
    def height(self) -> float:
        return self.first.height + self.gap + sum(block.height for block in self.others)

    def draw(self, left: float, top: float, fill: str) -> str:
        """Return the column as SVG, with its upper left corner at ``left`` and ``top``."""
        parts = [svg.text_paths(self.first, left, top, fill)]
        top += self.first.height
        if self.others:
            thick = self.first.size * RULE
            across = self.first.size * 0.9
            parts.append(svg.rectangle(left, top + self.gap * 0.6 - thick, across, thick, fill))
        top += self.gap
        for block in self.others:
            parts.append(svg.text_paths(block, left, top, fill))
            top += block.height
        return "".join(parts)


def picture_svg(picture: Picture, names: Iterable[str], style: Style) -> str:
    """Return a picture as SVG with these names, the most important first, without duplicates."""
    texts = _distinct(single_line(name, MAX_CHARACTERS) for name in names)
    drawable = _distinct(drawable_text(name) for name in texts)
    field = svg.rectangle(0, 0, picture.width, picture.height, style.tokens.brand)
    parts = LAYOUTS[picture.shape](picture, drawable, style)
    return svg.document(picture.width, picture.height, " – ".join(texts), [field, *parts])


def badge_svg(sentence: str, style: Style) -> str:
    """Return an SVG badge of 640 x 160 pixels with the mark and a sentence, for other websites."""
    width, height = BADGE_SIZE
    edge, colour = 24, style.tokens.on_brand
    field = svg.rectangle(
        0, 0, width, height, style.tokens.brand, corner=style.tokens.radius * REM * 2
    )
    sign = municipality_mark(style, height - 2 * edge, 180)
    left = edge + sign.width + edge
    block = largest_block(
        drawable_text(sentence), "bold", width - left - edge, height - edge, sizes=(44, 16), most=3
    )
    parts = [
        field,
        svg.moved_group(edge, (height - sign.height) / 2, sign.drawn),
        svg.text_paths(block, left, (height - block.height) / 2, colour),
    ]
    return svg.document(width, height, single_line(sentence, MAX_CHARACTERS), parts)


def _round(picture, names, style):
    """Yield the mark and the first name below it, within the circle that most services crop to."""
    side = picture.width
    middle, share = (0.37, 0.45) if names else (0.5, 0.6)
    sign = municipality_mark(style, side * share, side * 0.66)  # its corners stay within the circle
    yield svg.moved_group((side - sign.width) / 2, side * middle - sign.height / 2, sign.drawn)
    if names:
        sizes = (side * 0.11, side * 0.035)
        block = largest_block(names[0], "bold", side * 0.68, side * 0.23, sizes=sizes, most=2)
        top = side * 0.745 - block.height / 2
        yield svg.text_paths(block, side / 2, top, style.tokens.on_brand, is_centred=True)


def _wide(picture, names, style):
    """Yield the mark with the names on its right, in the part that every screen shows.

    They are centred if some screens show little more than the middle.
    """
    left, top, width, height = picture.safe
    sign = municipality_mark(style, min(height * 0.8, width * 0.22), width * 0.35)
    gap = height * 0.16
    column = Column(names, width - sign.width - gap, height, largest=height * 0.32)
    if left > picture.width * CENTRED_MARGIN:
        left += (width - sign.width - gap - column.width) / 2
    yield from _discs(picture, style.tokens)
    yield svg.moved_group(left, top + (height - sign.height) / 2, sign.drawn)
    start = left + sign.width + gap
    yield column.draw(start, top + (height - column.height) / 2, style.tokens.on_brand)


def _square(picture, names, style):
    left, top, width, height = picture.safe
    sign = municipality_mark(style, height * 0.3, width)
    column = Column(names, width, height * 0.62, largest=height * 0.15, most=4)
    yield from _discs(picture, style.tokens)
    yield svg.moved_group(left, top, sign.drawn)
    yield column.draw(left, top + height - column.height, style.tokens.on_brand)


LAYOUTS = {"round": _round, "wide": _wide, "square": _square}


def _discs(picture, tokens: Tokens):
    far = "#000000" if luminance(tokens.on_brand) > luminance(tokens.brand) else "#ffffff"
    inner, outer = (mixed_colour(tokens.brand, far, share) for share in SHADES)
    width, height = picture.width, picture.height
    radius = min(height, width * 0.57)
    yield svg.circle(width * 0.93, height * 0.12, radius * 0.95, inner)
    yield svg.circle(width * 0.99, height * 1.05, radius * 0.72, outer)


def _distinct(names) -> list[str]:
    return list({name.casefold(): name for name in reversed([*filter(None, names)])}.values())[::-1]
