"""The formats of files: their ids in PRONOM, the registry of The National Archives, by content.

The table has the formats that the add-on writes or accepts. Ids and signatures are those of
PRONOM (DROID signature file 125), and were compared with the answers of Siegfried. A file whose
format or version is uncertain has no id, rather than a guessed one.
"""

import re

LOOKED_AT = 2**16  # bytes of a file's start, as Siegfried does
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
}
# The tag ExifVersion in either byte order, and its value.
EXIF_VERSION = re.compile(
    rb"(?:\x00\x90\x07\x00\x04\x00\x00\x00|\x90\x00\x00\x07\x00\x00\x00\x04)(\d{4})"
)
EXIF_IDS = {
    **{b"0200": "x-fmt/398", b"0210": "x-fmt/390", b"0220": "x-fmt/391", b"0221": "fmt/645"},
    **dict.fromkeys((b"0230", b"0231", b"0232"), "fmt/1507"),
}


def _exif_id(data: bytes) -> str:
    found = EXIF_VERSION.search(data)
    return EXIF_IDS.get(found[1], "") if found else ""


def _png_id(data: bytes) -> str:
    if b"iTXt" in data or b"IEND" not in data:
        return "fmt/13" if b"iTXt" in data else ""
    return "fmt/12" if any(mark in data for mark in (b"iCCP", b"sRGB", b"sPLT")) else "fmt/11"


# (start of a file, its id or a function of its start and end); the first one that matches counts.
SIGNATURES = tuple(
    (re.compile(pattern, re.DOTALL), puid)
    for pattern, puid in (
        (rb"\xff\xd8\xff\xe0..JFIF\x00\x01\x00", "fmt/42"),
        (rb"\xff\xd8\xff\xe0..JFIF\x00\x01\x01", "fmt/43"),
        (rb"\xff\xd8\xff\xe0..JFIF\x00\x01\x02", "fmt/44"),
        (rb"\xff\xd8\xff\xe1..Exif\x00\x00", _exif_id),
        (rb"\xff\xd8\xff[\xe0\xe1]", ""),
        (rb"\xff\xd8\xff", "fmt/41"),
        (rb"GIF87a", "fmt/3"),
        (rb"GIF89a", "fmt/4"),
        (rb"RIFF....WEBPVP8 ", "fmt/566"),
        (rb"RIFF....WEBPVP8L", "fmt/567"),
        (rb"RIFF....WEBPVP8X", "fmt/568"),
        (rb"....ftypavif", "fmt/2062"),
        (rb"\x89PNG\r\n\x1a\n", _png_id),
    )
)
# Formats without a signature, and those that the add-on itself writes: by their media type.
BY_TYPE = {
    "text/csv": (rb"", "x-fmt/18"),
    "text/plain": (rb"", "x-fmt/111"),
    "application/x-ndjson": (rb"", "fmt/2054"),
    "text/html": (rb"\s*<!doctype html>", "fmt/471"),
    "application/json": (rb"", "fmt/817"),
    "application/csvm+json": (rb"", "fmt/817"),
    "application/xml": (rb"(?!<\?xml version=['\"]1\.[1-9])", "fmt/101"),
    "application/zip": (rb"PK\x03\x04", "x-fmt/263"),
    "video/mp4": (rb"....ftyp", "fmt/199"),
}


def pronom_id(start: bytes, end: bytes, type: str) -> str:
    """Return a file's id in PRONOM by its start, its end and its media type; "" if uncertain."""
    for pattern, found in SIGNATURES:
        if pattern.match(start):
            return found if isinstance(found, str) else found(start + end)
    mark, puid = BY_TYPE.get(type, (rb"", ""))
    return puid if re.match(mark, start, re.IGNORECASE | re.DOTALL) else ""


def extension(type: str) -> str:
    """Return the extension of a picture's type without its dot, ``bin`` for any other type."""
    return EXTENSIONS.get(type, "bin")
