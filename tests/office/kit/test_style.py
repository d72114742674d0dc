"""A logotype changes no picture's size."""

from dataclasses import replace

import pytest
from helpers.office.kit import opened

from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.png import flat_style
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.office.kit.style import Logo, Style
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")
SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0Z" fill="#06f"/></svg>'
)


@pytest.mark.parametrize("ratio", [0.4, 1, 4, 1e-5, 1e5])
def test_no_logotype_makes_a_picture_of_another_size(ratio):
    drawing = SQUARE.replace(b"</svg>", b"<text>K</text></svg>")
    style = flat_style(replace(STYLE, logo=Logo(drawing, "image/svg+xml", ratio)))
    assert [opened(picture_svg(each, NAMES, style)).size for each in GENERIC] == [
        (512, 512),
        (1500, 500),
    ]
