"""Names below each other."""

from helpers.office.kit import coloured, opened, title

from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.office.kit.style import Style
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")


def test_no_name_stands_twice():
    drawing = picture_svg(GENERIC[1], ("Katrineholms kommun", "KATRINEHOLMS KOMMUN", ""), STYLE)
    assert title(drawing) == "Katrineholms kommun"


def test_without_a_single_name_there_is_the_mark():
    assert coloured(opened(picture_svg(GENERIC[0], (), STYLE)), (0, 0, 512, 512), "#ffffff") > 9000
