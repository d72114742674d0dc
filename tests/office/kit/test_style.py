"""A logotype changes no picture's size."""

from dataclasses import replace

import pytest
import uharfbuzz as harfbuzz
from helpers.office.kit import SQUARE, opened

from katrineholm.socialhub.office.kit.files import flat_style
from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.office.kit.style import CAPITALS, FILES, Logo, Style
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")


@pytest.mark.parametrize("ratio", [0.4, 1, 4, 1e-5, 1e5])
def test_no_logotype_makes_a_picture_of_another_size(ratio):
    drawing = SQUARE.replace(b"</svg>", b"<text>K</text></svg>")
    style = flat_style(replace(STYLE, logo=Logo(drawing, "image/svg+xml", ratio)))
    assert [opened(picture_svg(each, NAMES, style)).size for each in GENERIC] == [
        (512, 512),
        (1500, 500),
    ]


# Swedish, its neighbours, the national minorities; what else names and sentences are written with.
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéèüæøáíóúýðþčđŋšŧžïâõêôàçñßłßřșţ"
SIGNS = "0123456789 .,:;!?–—-…·•’”“»«()[]/&%@#+=*§€£©®°½"


@pytest.fixture(params=FILES)
def font(request):
    """Each weight."""
    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(FILES[request.param])))


def test_each_weight_has_what_names_are_written_with(font):
    known = font.get_nominal_glyph
    wanted = LETTERS + LETTERS.upper() + SIGNS
    assert [each for each in wanted if not known(ord(each))] == []


def test_capitals_are_as_high_as_the_pictures_reckon(font):
    drawn = font.get_glyph_extents(font.get_nominal_glyph(ord("H")))
    assert drawn.y_bearing / font.face.upem == pytest.approx(CAPITALS, abs=0.001)
