"""External pictures, reduced in size and made safe; the only module to import Pillow."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PIL import Image, ImageOps

from .errors import FeedError
from .response import Response, checked_response
from .retrieval import fetch_url

ACCEPT = "image/avif, image/webp, image/jpeg, image/png, image/gif;q=0.9"
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
LIMIT = 10 * 2**20
SMALLEST = 8
LONGEST = 800
QUALITY = 80
# A JPEG is decoded at a fraction of its size, the others need up to 12 bytes for each pixel.
MOST_PIXELS = {"JPEG": 40_000_000}
MOST_PIXELS_ELSE = 16_000_000
# Marks in the last kilobyte of a whole file. Pillow no longer reports a truncated picture once
# plone.scale has been imported, which turns that off for the process.
ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of at most 800 by 800 pixels, without metadata.

    ``source_type`` is the type found in the file that it was made from.
    """

    data: bytes
    width: int
    height: int
    type: str = "image/webp"
    source_type: str = ""


def small_picture(data: bytes) -> Picture:
    """Return a reduced picture as WebP, turned upright, with its first frame only.

    The format is recognised from the content. Raise FeedError: not_a_picture (also for tracking
    pixels and for SVG, which may contain scripts), picture_too_large.
    """
    return _made(data, _saved)


def sharp_picture(data: bytes) -> Picture:
    """Return a reduced picture as PNG, which suits logos. Raise the errors of ``small_picture``."""
    return _made(data, _saved_sharp)


def narrow_picture(data: bytes, width: int) -> bytes:
    """Return an already reduced picture as WebP of at most this width."""
    with Image.open(io.BytesIO(data), formats=("WEBP",)) as image:
        image.thumbnail((width, LONGEST))
        return _saved(image).data


def fetch_picture(
    url: str,
    *,
    get: Callable[..., Response] = fetch_url,
    small: Callable[[bytes], Picture] = small_picture,
) -> tuple[Picture, Response]:
    """Fetch a picture and reduce its size; return it and the response that it was made from.

    Raise FeedError if either fails.
    """
    answer = checked_response(get(url, accept=ACCEPT, limit=LIMIT), now=datetime.now(UTC))
    return small(answer.body), answer


def _made(data: bytes, saved: Callable[[Image.Image], Picture]) -> Picture:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image)
            _check_end(data, image.format)
            found = Image.MIME.get(image.format or "", "")
            return replace(saved(_shrunk(image)), source_type=found)
    except FeedError:
        raise
    except Image.DecompressionBombError:
        raise FeedError("picture_too_large") from None
    # Damaged bytes make Pillow's decoders raise anything: fuzzing gave six families of errors, from
    # SyntaxError to ZeroDivisionError. Only external bytes are processed here.
    except Exception:
        raise FeedError("not_a_picture") from None


def _check_end(data: bytes, format: str | None) -> None:
    if ENDS.get(format or "", b"") not in data[-1024:]:
        raise FeedError("not_a_picture")


def _check_size(image: Image.Image) -> None:
    """Check the size in the header, before any pixel is decoded."""
    width, height = image.size
    if width * height > MOST_PIXELS.get(image.format or "", MOST_PIXELS_ELSE):
        raise FeedError("picture_too_large")
    if min(width, height) < SMALLEST:
        raise FeedError("not_a_picture")


def _shrunk(image: Image.Image) -> Image.Image:
    """Return the first frame, small and upright."""
    image.draft("RGB", (LONGEST, LONGEST))
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST, LONGEST))
    return ImageOps.exif_transpose(image)


def _saved(image: Image.Image) -> Picture:
    # Explicit, because Pillow would keep the colour profile by default.
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return Picture(out.getvalue(), *image.size)


def _saved_sharp(image: Image.Image) -> Picture:
    out = io.BytesIO()
    image.save(out, "PNG", exif=b"", icc_profile=None, pnginfo=None)
    return Picture(out.getvalue(), *image.size, type="image/png")
