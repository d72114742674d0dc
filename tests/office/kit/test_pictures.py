"""The pictures for the accounts: their sizes, their colours, and what stands in them."""

import io
from base64 import b64encode
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image

from katrineholm.socialhub.office.kit.drawing import BADGE, badge, draw
from katrineholm.socialhub.office.kit.look import Logo, Look
from katrineholm.socialhub.office.kit.mark import initials
from katrineholm.socialhub.office.kit.png import flat, png
from katrineholm.socialhub.office.kit.sizes import GENERIC, PICTURES, pictures
from katrineholm.socialhub.site.graphics.colour import mix, parse
from katrineholm.socialhub.site.graphics.tokens import Tokens

LOOK = Look(Tokens(), "Katrineholms kommun")
NAMES = ("Samhällsbyggnadsförvaltningen", "Katrineholms kommun")
ALL = {picture: service for service in PICTURES for picture in pictures(service)}
SVG = "{http://www.w3.org/2000/svg}"
SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0Z" fill="#06f"/></svg>'
)
HOSTILE = ("<script>alert(1)</script>", "x" * 300, "\u202eمرحبا بالعالم", "🎉🎉", "A & B]]>")


def opened(drawing):
    return Image.open(io.BytesIO(png(drawing))).convert("RGBA")


def title(drawing):
    return ElementTree.fromstring(drawing).find(f"{SVG}title").text


def coloured(image, box, colour):
    """How many pixels in a part of a picture have a colour."""
    found = image.crop(box).convert("RGB").getcolors(2**24)
    return next((number for number, each in found if each == parse(colour)), 0)


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: f"{ALL[picture]}-{picture.name}")
def test_a_picture_has_its_size_the_brand_colour_and_its_text_where_it_is_seen(picture):
    image = opened(draw(picture, NAMES, LOOK))
    left, top, width, height = picture.safe
    safe = (left, top, left + width, top + height)
    assert image.size == (picture.width, picture.height)
    assert image.getpixel((1, 1)) == (*parse("#98222b"), 255)
    inside = coloured(image, safe, "#ffffff")
    assert inside > 0.02 * width * height
    assert coloured(image, (0, 0, *image.size), "#ffffff") == inside


@pytest.mark.parametrize(
    "logo", [None, Logo(SQUARE, "image/svg+xml"), Logo(SQUARE, "image/svg+xml", 3)]
)
def test_nothing_of_a_profile_picture_is_cut_off_by_a_circle(logo):
    picture = GENERIC[0]
    image = opened(draw(picture, NAMES, replace(LOOK, logo=logo))).convert("RGB")
    middle, brand = picture.width / 2, parse("#98222b")
    for x in range(0, picture.width, 3):
        for y in range(0, picture.width, 3):
            if (x - middle) ** 2 + (y - middle) ** 2 > (middle - 4) ** 2:
                assert image.getpixel((x, y)) == brand


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("picture", [*GENERIC, *pictures("acast")], ids=lambda value: value.name)
def test_a_hostile_name_is_only_text(picture, name):
    drawing = draw(picture, (name, *NAMES), LOOK)
    kept = name.replace("\u202e", "")
    assert title(drawing) == f"{kept} – Samhällsbyggnadsförvaltningen – Katrineholms kommun"
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(drawing).iter()}
    assert tags <= {"svg", "title", "rect", "circle", "path", "g"}
    assert opened(drawing).size == (picture.width, picture.height)


def test_no_name_stands_twice():
    drawing = draw(GENERIC[1], ("Katrineholms kommun", "KATRINEHOLMS KOMMUN", ""), LOOK)
    assert title(drawing) == "Katrineholms kommun"


def test_without_a_single_name_there_is_the_mark():
    assert coloured(opened(draw(GENERIC[0], (), LOOK)), (0, 0, 512, 512), "#ffffff") > 9000


@pytest.mark.parametrize("ratio", [0.4, 1, 4, 1e-5, 1e5])
def test_no_logotype_makes_a_picture_of_another_size(ratio):
    drawing = SQUARE.replace(b"</svg>", b"<text>K</text></svg>")
    look = flat(replace(LOOK, logo=Logo(drawing, "image/svg+xml", ratio)))
    assert [opened(draw(each, NAMES, look)).size for each in GENERIC] == [(512, 512), (1500, 500)]


@pytest.mark.parametrize("ratio", [0.4, 1, 4])
def test_a_logotype_is_carried_along_and_drawn(ratio):
    look = replace(LOOK, logo=Logo(SQUARE, "image/svg+xml", ratio))
    drawing = draw(GENERIC[1], NAMES, look)
    address = ElementTree.fromstring(drawing).find(f".//{SVG}image").get("href")
    assert address == f"data:image/svg+xml;base64,{b64encode(SQUARE).decode()}"
    assert coloured(opened(drawing), (0, 0, 1500, 500), "#0066ff") > 2000


@pytest.mark.parametrize(
    "family", ["", 'font-family="Gill Sans, serif"', 'font-family="monospace"']
)
def test_text_in_a_logotype_is_not_lost(family):
    text = f'<text {family} x="1" y="8" font-size="8" fill="#0066ff">KK</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 10">{text}</svg>'
    look = replace(LOOK, logo=Logo(drawing.encode(), "image/svg+xml", 1.2))
    picture = opened(draw(GENERIC[1], NAMES, flat(look)))
    assert coloured(picture, (0, 0, *picture.size), "#0066ff") > 400


@pytest.mark.parametrize(
    ("brand", "on_brand", "deeper"),
    [("#98222b", "#ffffff", "#000000"), ("#ffd100", "#1a1a1a", "#ffffff")],
)
def test_the_discs_behind_the_names_are_no_harder_to_read_on(brand, on_brand, deeper):
    look = replace(LOOK, tokens=replace(Tokens(), brand=brand, on_brand=on_brand))
    image = opened(draw(GENERIC[1], NAMES, look)).convert("RGB")
    assert image.getpixel((1490, 40)) == parse(mix(brand, deeper, 0.93))


def test_the_badge_says_its_sentence_and_has_round_corners():
    drawing = badge("En del av Katrineholms kommun på Facebook", LOOK)
    image = opened(drawing)
    assert title(drawing) == "En del av Katrineholms kommun på Facebook"
    assert image.size == BADGE
    assert image.getpixel((0, 0))[3] == 0
    assert coloured(image, (160, 0, *BADGE), "#ffffff") > 4000


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
