"""What the tests of ``office/kit`` have in common."""

import io
from functools import reduce
from xml.etree import ElementTree

from PIL import Image, ImageChops

from katrineholm.socialhub.office.kit.files import png_bytes
from katrineholm.socialhub.site.graphics.colour import rgb

SVG = "{http://www.w3.org/2000/svg}"

SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0Z" fill="#06f"/></svg>'
)


def opened(drawing):
    return Image.open(io.BytesIO(png_bytes(drawing))).convert("RGBA")


def title(drawing):
    return ElementTree.fromstring(drawing).find(f"{SVG}title").text


def coloured(image, box, colour):
    """How many pixels in a part of a picture have a colour."""
    part = image.crop(box).convert("RGB")
    off = ImageChops.difference(part, Image.new("RGB", part.size, rgb(colour)))
    return reduce(ImageChops.lighter, off.split()).histogram()[0]
