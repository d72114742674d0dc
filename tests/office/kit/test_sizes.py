"""No size cuts off what matters."""

from dataclasses import replace

import pytest
from helpers.office.kit import SQUARE, opened

from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.office.kit.style import Logo, Style
from katrineholm.socialhub.site.graphics.colour import rgb
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")


@pytest.mark.parametrize(
    "logo", [None, Logo(SQUARE, "image/svg+xml"), Logo(SQUARE, "image/svg+xml", 3)]
)
def test_nothing_of_a_profile_picture_is_cut_off_by_a_circle(logo):
    picture = GENERIC[0]
    image = opened(picture_svg(picture, NAMES, replace(STYLE, logo=logo))).convert("RGB")
    middle, brand = picture.width / 2, rgb("#98222b")
    for x in range(0, picture.width, 3):
        for y in range(0, picture.width, 3):
            if (x - middle) ** 2 + (y - middle) ** 2 > (middle - 4) ** 2:
                assert image.getpixel((x, y)) == brand
