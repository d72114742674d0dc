"""A drawing becomes points."""

from base64 import b64encode
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from helpers.office.kit import SQUARE, coloured, opened

from katrineholm.socialhub.office.kit.files import flat_style
from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.office.kit.style import Logo, Style
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("ratio", [0.4, 1, 4])
def test_a_logotype_is_carried_along_and_drawn(ratio):
    style = replace(STYLE, logo=Logo(SQUARE, "image/svg+xml", ratio))
    drawing = picture_svg(GENERIC[1], NAMES, style)
    address = ElementTree.fromstring(drawing).find(f".//{SVG}image").get("href")
    assert address == f"data:image/svg+xml;base64,{b64encode(SQUARE).decode()}"
    assert coloured(opened(drawing), (0, 0, 1500, 500), "#0066ff") > 2000


@pytest.mark.parametrize(
    "family", ["", 'font-family="Gill Sans, serif"', 'font-family="monospace"']
)
def test_text_in_a_logotype_is_not_lost(family):
    text = f'<text {family} x="1" y="8" font-size="8" fill="#0066ff">KK</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 10">{text}</svg>'
    style = replace(STYLE, logo=Logo(drawing.encode(), "image/svg+xml", 1.2))
    picture = opened(picture_svg(GENERIC[1], NAMES, flat_style(style)))
    assert coloured(picture, (0, 0, *picture.size), "#0066ff") > 400
