"""Files that are made to hold up whoever reads them: ``FILES``, a name and bytes for each."""

import io
import json
import struct
from base64 import b64encode
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

MB = 2**20
POSTS = "your_instagram_activity/media/posts_1.json"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@cache
def downloads() -> tuple[tuple[str, bytes], ...]:
    """Downloads by their names; most are small and grow, or grow with the square of their size."""
    wide = ",".join(["a"] * 12_000) + "\n" + "b\n" * 12_000
    key = f'{{"{"a" * 100_000}": [{",".join(["{}"] * 50_000)}]}}'
    cell = '<row><c r="GR1"/></row>'
    cells = (
        f"<worksheet {NAMESPACE}><sheetData>{cell * (19 * MB // len(cell))}</sheetData></worksheet>"
    )
    objects = "[" + ",".join(['{"media":[{"uri":"a"}],"title":"b"}'] * 1_500_000) + "]"
    return (
        *((f"{number}.csv", wide.encode()) for number in range(4)),
        ("posts.txt", b"Date: 1\n" + b"a\n" * 500_000),
        ("posts_1.json", key.encode()),
        ("a.xlsx", _zipped({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": cells})),
        ("grows.zip", _zipped({POSTS: objects})),
        ("lies.zip", _lying()),
    )


@cache
def picture() -> bytes:
    """What ``POST @entries`` is sent: a picture of forty million pixels, in many scans."""
    out = io.BytesIO()
    Image.new("RGB", (6320, 6320), "teal").save(out, "JPEG", progressive=True, quality=20)
    image = {"data": b64encode(out.getvalue()).decode(), "alt": "Bild"}
    body = {"link": "https://example.se/1", "title": "Hej", "images": [image] * 4}
    return json.dumps(body).encode()


def _zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def _lying() -> bytes:
    """A ZIP64 of half a million files, whose old end tells of one."""
    name, many = b"a", 500_000
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, *[0] * 7, 1, *[0] * 6) + name
    directory = entry * many
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, many, many, len(directory), 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(directory), 1)
    old = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), 0, 0)
    return directory + end + locator + old
