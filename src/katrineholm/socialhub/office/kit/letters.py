"""Text as outlines, in the typeface of the pictures. The only door to HarfBuzz.

A picture made of outlines is the same in every program and on every machine: nobody needs the
font.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

import uharfbuzz as harfbuzz

from .typeface import FILES

LONGEST = 300  # signs of a text that are looked at
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Outline:
    """One line of text: an SVG path with its baseline at y 0, in ``units`` to the em.

    ``width`` is in em.
    """

    path: str
    width: float
    units: int


def writable(text: str) -> str:
    """What can be written of a text: on one line, without signs that the typeface does not have.

    Emoji and letters other than Latin, Greek and Cyrillic ones are left out, and so is whatever
    makes the direction of text change.
    """
    known = _font("bold").get_nominal_glyph
    spaced = " ".join(normalize("NFC", text[:LONGEST]).split())
    kept = "".join(each for each in spaced if each == SOFT_HYPHEN or known(ord(each)))
    words = (each.strip(SOFT_HYPHEN) for each in kept.split())
    return " ".join(filter(None, words))


def left_out(text: str) -> str:
    """The visible signs of a text, each once, that ``writable`` leaves out."""
    whole = "".join(normalize("NFC", text[:LONGEST]).split())
    kept = {*writable(text), SOFT_HYPHEN}
    return "".join(dict.fromkeys(each for each in whole if each.isprintable() and each not in kept))


@lru_cache(4096)
def outline(text: str, weight: str) -> Outline:
    """The outlines of a text; ``weight`` is one of FILES."""
    font = _font(weight)
    shaped = harfbuzz.Buffer()
    shaped.add_str(text)
    shaped.guess_segment_properties()
    harfbuzz.shape(font, shaped)
    # Of nothing HarfBuzz has no lists, rather than empty ones.
    infos, positions = shaped.glyph_infos or (), shaped.glyph_positions or ()
    pen, across = _Pen(), 0
    for info, position in zip(infos, positions, strict=True):
        pen.x, pen.y = across + position.x_offset, position.y_offset
        font.draw_glyph(info.codepoint, _drawing(), pen)
        across += position.x_advance
    units = font.face.upem
    return Outline("".join(pen.steps), across / units, units)


class _Pen:
    """Writes what is drawn as an SVG path, whose y goes down."""

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
def _drawing():
    functions = harfbuzz.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.go("M", x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.go("L", x, y))
    functions.set_quadratic_to_func(lambda *places: places[-1].go("Q", *places[:-1]))
    functions.set_cubic_to_func(lambda *places: places[-1].go("C", *places[:-1]))
    functions.set_close_path_func(lambda pen: pen.go("Z"))
    return functions
