"""The mark of the municipality."""

from dataclasses import replace

import pytest
from helpers.office.kit import opened

from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.mark import initials
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.office.kit.style import Style
from katrineholm.socialhub.site.graphics.colour import mixed_colour, rgb
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")


@pytest.mark.parametrize(
    ("brand", "on_brand", "deeper"),
    [("#98222b", "#ffffff", "#000000"), ("#ffd100", "#1a1a1a", "#ffffff")],
)
def test_the_discs_behind_the_names_are_no_harder_to_read_on(brand, on_brand, deeper):
    style = replace(STYLE, tokens=replace(Tokens(), brand=brand, on_brand=on_brand))
    image = opened(picture_svg(GENERIC[1], NAMES, style)).convert("RGB")
    assert image.getpixel((1490, 40)) == rgb(mixed_colour(brand, deeper, 0.93))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Katrineholms kommun", "KK"),
        ("Östersund", "Ö"),
        ("  2 & 3", ""),
        ("upplands-bro kommun x", "UK"),
    ],
)
def test_the_initials_stand_in_for_a_logotype(name, letters):
    assert initials(name) == letters
