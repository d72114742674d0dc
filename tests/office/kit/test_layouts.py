"""The pictures for the accounts: their sizes, colours and words."""

import pytest
from helpers.office.kit import coloured, opened, title

from katrineholm.socialhub.office.kit.layouts import BADGE_SIZE, badge_svg, picture_svg
from katrineholm.socialhub.office.kit.sizes import GENERIC, PICTURES, service_pictures
from katrineholm.socialhub.office.kit.style import Style
from katrineholm.socialhub.site.graphics.colour import rgb
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")
ALL = {picture: service for service in PICTURES for picture in service_pictures(service)}


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: f"{ALL[picture]}-{picture.name}")
def test_a_picture_has_its_size_the_brand_colour_and_its_text_where_it_is_seen(picture):
    image = opened(picture_svg(picture, NAMES, STYLE))
    left, top, width, height = picture.safe
    safe = (left, top, left + width, top + height)
    assert image.size == (picture.width, picture.height)
    assert image.getpixel((1, 1)) == (*rgb("#98222b"), 255)
    inside = coloured(image, safe, "#ffffff")
    assert inside > 0.02 * width * height
    assert coloured(image, (0, 0, *image.size), "#ffffff") == inside


def test_the_badge_says_its_sentence_and_has_round_corners():
    drawing = badge_svg("En del av Katrineholms kommun på Facebook", STYLE)
    image = opened(drawing)
    assert title(drawing) == "En del av Katrineholms kommun på Facebook"
    assert image.size == BADGE_SIZE
    assert image.getpixel((0, 0))[3] == 0
    assert coloured(image, (160, 0, *BADGE_SIZE), "#ffffff") > 4000


def test_no_name_stands_twice():
    drawing = picture_svg(GENERIC[1], ("Katrineholms kommun", "KATRINEHOLMS KOMMUN", ""), STYLE)
    assert title(drawing) == "Katrineholms kommun"


def test_without_a_single_name_there_is_the_mark():
    assert coloured(opened(picture_svg(GENERIC[0], (), STYLE)), (0, 0, 512, 512), "#ffffff") > 9000
