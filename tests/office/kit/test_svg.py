"""Whatever a name holds, it is only text."""

from xml.etree import ElementTree

import pytest
from helpers.office.kit import SVG, opened, title

from katrineholm.socialhub.office.kit.layouts import picture_svg
from katrineholm.socialhub.office.kit.sizes import GENERIC, service_pictures
from katrineholm.socialhub.office.kit.style import Style
from katrineholm.socialhub.site.graphics.tokens import Tokens

STYLE = Style(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")
HOSTILE = ("<script>alert(1)</script>", "x" * 300, "\u202eمرحبا بالعالم", "🎉🎉", "A & B]]>")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "picture", [*GENERIC, *service_pictures("acast")], ids=lambda value: value.name
)
def test_a_hostile_name_is_only_text(picture, name):
    drawing = picture_svg(picture, (name, *NAMES), STYLE)
    kept = name.replace("\u202e", "")
    assert title(drawing) == f"{kept} – Samhällsbyggnadsförvaltningen – Katrineholms kommun"
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(drawing).iter()}
    assert tags <= {"svg", "title", "rect", "circle", "path", "g"}
    assert opened(drawing).size == (picture.width, picture.height)
