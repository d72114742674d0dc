"""Names below each other."""

import io
from xml.etree import ElementTree

from PIL import Image

from katrineholm.socialhub.office.kit.drawing import draw
from katrineholm.socialhub.office.kit.look import Look
from katrineholm.socialhub.office.kit.png import png
from katrineholm.socialhub.office.kit.sizes import GENERIC
from katrineholm.socialhub.site.graphics.colour import parse
from katrineholm.socialhub.site.graphics.tokens import Tokens

LOOK = Look(Tokens(), "Katrineholms kommun")
SVG = "{http://www.w3.org/2000/svg}"


def opened(drawing):
    return Image.open(io.BytesIO(png(drawing))).convert("RGBA")


def title(drawing):
    return ElementTree.fromstring(drawing).find(f"{SVG}title").text


def coloured(image, box, colour):
    """How many pixels in a part of a picture have a colour."""
    found = image.crop(box).convert("RGB").getcolors(2**24)
    return next((number for number, each in found if each == parse(colour)), 0)


def test_no_name_stands_twice():
    drawing = draw(GENERIC[1], ("Katrineholms kommun", "KATRINEHOLMS KOMMUN", ""), LOOK)
    assert title(drawing) == "Katrineholms kommun"


def test_without_a_single_name_there_is_the_mark():
    assert coloured(opened(draw(GENERIC[0], (), LOOK)), (0, 0, 512, 512), "#ffffff") > 9000
