import io
import random
import struct
import zlib
from contextlib import suppress
from functools import partial

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.picture import fetch_picture, narrow_picture, small_picture
from katrineholm.socialhub.core.feeds.retrieval import fetch_url

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def painted(format, size=(1200, 600), mode="RGB", **options):
    """A picture with a red left half and a blue right half."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def opened(picture):
    return Image.open(io.BytesIO(picture.data))


def colour(image, x, y):
    red, _, blue = image.convert("RGB").getpixel((x, y))
    return "red" if red > 200 and blue < 60 else "blue" if blue > 200 and red < 60 else "other"


def refused(data):
    with pytest.raises(FeedError) as refusal:
        small_picture(data)
    return refusal.value.code


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_becomes_webp_at_most_800_pixels_long(format):
    picture = small_picture(painted(format))
    image = opened(picture)
    assert (picture.width, picture.height, picture.type) == (800, 400, "image/webp")
    assert (image.format, image.size) == ("WEBP", (800, 400))
    assert [colour(image, x, 200) for x in (100, 700)] == ["red", "blue"]


@pytest.mark.parametrize("size", [(800, 800), (100, 50), (8, 8)])
def test_a_small_picture_keeps_its_size(size):
    picture = small_picture(painted("PNG", size))
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_a_picture_in_any_colour_mode_is_taken(mode):
    image = Image.new("RGB", (20, 20), "white").convert(mode)
    out = io.BytesIO()
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(small_picture(out.getvalue())).mode == "RGB"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_turned_upright_and_tells_nothing_about_place_or_camera(format):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Camera"
    exif[GPS] = {1: "N", 2: (58.0, 59.0, 44.0)}
    picture = small_picture(painted(format, exif=exif))
    image = opened(picture)
    assert (picture.width, picture.height) == (400, 800)
    assert [colour(image, 200, y) for y in (100, 700)] == ["red", "blue"]
    assert not image.info.keys() & {"exif", "xmp", "icc_profile"}
    assert b"Camera" not in picture.data


def test_a_colour_profile_is_dropped_it_may_hold_anything():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in opened(small_picture(painted("JPEG", icc_profile=profile))).info


def test_comments_in_a_picture_are_dropped():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Anna Andersson")
    notes.add_itxt("XML:com.adobe.xmp", "<x>Anna Andersson</x>")
    assert b"Anna" not in small_picture(painted("PNG", pnginfo=notes)).data


def test_transparency_is_kept():
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert opened(small_picture(out.getvalue())).getpixel((5, 5))[3] == 0
    out = io.BytesIO()
    Image.new("P", (20, 20), 0).save(out, "GIF", transparency=0)
    assert opened(small_picture(out.getvalue())).getpixel((5, 5))[3] == 0


def test_of_a_moving_picture_the_first_frame_is_kept():
    frames = [Image.new("RGB", (20, 20), name) for name in ("red", "blue")]
    for format in ("GIF", "WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, format, save_all=True, append_images=frames[1:], duration=100)
        image = opened(small_picture(out.getvalue()))
        assert (getattr(image, "n_frames", 1), colour(image, 5, 5)) == (1, "red")


@pytest.mark.parametrize("size", [(1, 1), (7, 7), (1, 500), (500, 7)])
def test_a_picture_of_a_few_pixels_is_a_tracker(size):
    assert refused(painted("GIF", size)) == "not_a_picture"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a",
        b"%PDF-1.7",
        painted("BMP"),
        painted("TIFF"),
        painted("PNG")[:60],
        painted("JPEG")[:-2000],
        painted("WEBP")[:100],
    ],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_what_is_no_whole_picture_of_a_known_type_is_refused(data, lenient, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)  # as plone.scale does
    assert refused(data) == "not_a_picture"


def bomb(width, height):
    """A PNG that says it is this large; there is not one pixel in it."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(4001, 4000), (60000, 60000), (2**31 - 1, 8)])
def test_too_many_pixels_are_refused_before_one_is_decoded(size):
    assert refused(bomb(*size)) == "picture_too_large"


def test_a_jpeg_may_be_larger_because_it_is_decoded_small():
    assert small_picture(painted("JPEG", (6000, 4000), quality=10)).width == 800


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_damaged_picture_is_a_picture_or_an_error_in_words(format):
    chance = random.Random(format)
    whole = painted(format, (64, 32))
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        # Anything else that is raised fails the test.
        with suppress(FeedError):
            assert small_picture(bytes(data)).type == "image/webp"


def test_a_picture_is_fetched_through_the_guard(server):
    server.says("/p.jpg", painted("JPEG"), Content_Type="text/plain")
    ask = partial(fetch_url, networks=server.networks)
    picture, answer = fetch_picture(server.url("/p.jpg"), get=ask)
    assert (picture.width, picture.height, picture.source_type) == (800, 400, "image/jpeg")
    assert answer.body == painted("JPEG")
    assert "image/webp" in server.requests[0].headers["accept"]
    with pytest.raises(FeedError) as refusal:
        fetch_picture(server.url("/p.jpg"), get=partial(fetch_url, networks=()))
    assert refusal.value.code == "private"


@pytest.mark.parametrize(
    ("status", "size", "code"), [(404, 9, "missing"), (200, 0, "empty"), (200, 11, "too_big")]
)
def test_a_picture_that_cannot_be_had_is_an_error_in_words(server, status, size, code):
    server.says("/p.jpg", bytes(size * 2**20), status)
    with pytest.raises(FeedError) as refusal:
        fetch_picture(server.url("/p.jpg"), get=partial(fetch_url, networks=server.networks))
    assert refusal.value.code == code


def test_a_picture_is_made_as_narrow_as_its_place():
    kept = small_picture(painted("JPEG"))
    image = Image.open(io.BytesIO(narrow_picture(kept.data, 400)))
    assert (image.format, image.size) == ("WEBP", (400, 200))
    assert colour(image, 100, 100) == "red"
