"""Text as outlines in the pictures' typeface. Only this module imports HarfBuzz.

A picture made of outlines looks the same in every program and on every machine, without the font.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

import uharfbuzz as harfbuzz

from .style import FILES

MAX_CHARACTERS = 300  # characters of a text; the rest is ignored
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of text as an SVG path with baseline 0 and ``units`` per em; ``width`` is in em."""

    path: str
    width: float
    units: int


def drawable_text(text: str) -> str:
    """Return a text on one line, without emoji and other characters that the font lacks."""
    known = _font("bold").get_nominal_glyph
    spaced = " ".join(normalize("NFC", text[:MAX_CHARACTERS]).split())
    kept = "".join(each for each in spaced if each == SOFT_HYPHEN or known(ord(each)))
    words = (each.strip(SOFT_HYPHEN) for each in kept.split())
    return " ".join(filter(None, words))


def undrawable_characters(text: str) -> str:
    """Return the visible characters of a text that ``drawable_text`` omits, each of them once."""
    whole = "".join(normalize("NFC", text[:MAX_CHARACTERS]).split())
    kept = {*drawable_text(text), SOFT_HYPHEN}
    return "".join(dict.fromkeys(each for each in whole if each.isprintable() and each not in kept))


@lru_cache(4096)
def text_outline(text: str, weight: str) -> Outline:
    """Return the outline of a line of text; ``weight`` is a key of FILES."""
    font = _font(weight)
    shaped = harfbuzz.Buffer()
    shaped.add_str(text)
    shaped.guess_segment_properties()
    harfbuzz.shape(font, shaped)
    # For an empty text HarfBuzz returns None instead of lists.
    infos, positions = shaped.glyph_infos or (), shaped.glyph_positions or ()
    pen, across = _Pen(), 0
    for info, position in zip(infos, positions, strict=True):
        pen.x, pen.y = across + position.x_offset, position.y_offset
        font.draw_glyph(info.codepoint, _draw_functions(), pen)
        across += position.x_advance
    units = font.face.upem
    return Outline("".join(pen.steps), across / units, units)


class _Pen:
    """Writes the outlines as an SVG path, whose y axis points down."""

    def __init__(self):
        self.x = self.y = 0
        self.steps = []

    def go(self, step, *places):
        pairs = zip(places[::2], places[1::2], strict=True)
        numbers = (f"{x + self.x:.0f} {-y - self.y:.0f}" for x, y in pairs)
        self.steps.append(step + " ".join(numbers))


@cache
def _font(weight):
    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(FILES[weight])))


@cache
def _draw_functions():
    functions = harfbuzz.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.go("M", x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.go("L", x, y))
    functions.set_quadratic_to_func(lambda *places: places[-1].go("Q", *places[:-1]))
    functions.set_cubic_to_func(lambda *places: places[-1].go("C", *places[:-1]))
    functions.set_close_path_func(lambda pen: pen.go("Z"))
    return functions
