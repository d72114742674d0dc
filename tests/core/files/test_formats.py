"""Ids in PRONOM, as Siegfried 1.11.9 (DROID signature file 125) gave them of the same files."""

import io

import pytest
from PIL import Image

from katrineholm.socialhub.core.files.formats import LOOKED_AT, extension, pronom_id

EXIF_IFD, VERSION = 0x8769, 0x9000
EXIF_IDS = {
    b"0200": "x-fmt/398",
    b"0210": "x-fmt/390",
    b"0220": "x-fmt/391",
    b"0221": "fmt/645",
    b"0230": "fmt/1507",
    b"0232": "fmt/1507",
    b"0999": "",
}


def painted(format, mode="RGB", size=(30, 20), **options):
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(out, format, **options)
    return out.getvalue()


def identified(data, type=""):
    return pronom_id(data[:LOOKED_AT], data[-LOOKED_AT:], type)


def exif_jpeg(version):
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[VERSION] = version
    jfif = painted("JPEG", exif=exif)
    return jfif[:2] + jfif[jfif.index(b"\xff\xe1") :]


@pytest.mark.parametrize(
    ("format", "options", "puid"),
    [
        ("JPEG", {}, "fmt/43"),
        ("GIF", {"mode": "P"}, "fmt/3"),
        ("GIF", {"mode": "P", "comment": b"89a"}, "fmt/4"),
        ("WEBP", {}, "fmt/566"),
        ("WEBP", {"lossless": True}, "fmt/567"),
        ("WEBP", {"xmp": b"<x/>"}, "fmt/568"),
        ("AVIF", {}, "fmt/2062"),
        ("PNG", {}, "fmt/11"),
        ("PNG", {"size": (600, 600)}, "fmt/11"),
        ("PNG", {"icc_profile": b"x" * 99}, "fmt/12"),
    ],
)
def test_a_picture_is_known_by_its_bytes_whatever_it_is_called(format, options, puid):
    assert identified(painted(format, **options), "text/html") == puid


def test_a_drawing_with_text_is_of_the_latest_version_wherever_the_text_is():
    early = painted("PNG", size=(600, 600))
    at = early.index(b"IDAT") - 4
    chunk = b"\0\0\0\x04iTXta\0\0\0" + bytes(4)
    assert identified(early[:at] + chunk + early[at:]) == "fmt/13"
    assert identified(early[:-12] + chunk + early[-12:]) == "fmt/13"


def test_a_picture_that_is_cut_off_has_no_id():
    assert identified(painted("PNG")[:-12]) == ""


@pytest.mark.parametrize("version", EXIF_IDS)
def test_a_photograph_is_known_by_its_version_of_exif(version):
    assert identified(exif_jpeg(version)) == EXIF_IDS[version]


@pytest.mark.parametrize(
    ("data", "type", "puid"),
    [
        (b"a;b\r\n", "text/csv", "x-fmt/18"),
        (b"{}", "application/json", "fmt/817"),
        (b"{}\n{}\n", "application/x-ndjson", "fmt/2054"),
        (b"hej", "text/plain", "x-fmt/111"),
        (b"\n<!DOCTYPE html>\n<html>", "text/html", "fmt/471"),
        (b"<html>", "text/html", ""),
        (b"<?xml version='1.0'?><mets/>", "application/xml", "fmt/101"),
        (b"<mets/>", "application/xml", "fmt/101"),
        (b'<?xml version="1.1"?><mets/>', "application/xml", ""),
        (b"PK\x03\x04", "application/zip", "x-fmt/263"),
        (b"MZ", "application/zip", ""),
        (b"\0\0\0\x18ftypmp42", "video/mp4", "fmt/199"),
        (b"", "image/jpeg", ""),
        (b"\0\0", "application/octet-stream", ""),
        (b"\0\0", "", ""),
    ],
)
def test_what_has_no_mark_is_what_it_is_called_and_what_is_not_known_has_no_id(data, type, puid):
    assert identified(data, type) == puid


def test_a_file_of_an_unknown_type_has_no_misleading_extension():
    assert [extension(each) for each in ("image/jpeg", "image/svg+xml", "")] == [
        "jpg",
        "bin",
        "bin",
    ]
