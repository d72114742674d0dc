"""The typeface of the pictures."""

import pytest
import uharfbuzz as harfbuzz

from katrineholm.socialhub.office.kit.typeface import CAPITALS, FILES

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
