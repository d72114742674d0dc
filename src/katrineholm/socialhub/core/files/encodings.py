"""The encodings of files that people bring, as written by Excel."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from .table_faults import TableFault

# Excel's "CSV UTF-8" and "Unicode text" begin with a mark; its plain CSV is in cp1252 in Sweden.
MARKED = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
# å, ä and ö of a damaged UTF-8 file, read as cp1252.
DAMAGED_UTF8 = re.compile("Ã[¥¤¶…„–]")
# The same letters of a Macintosh (Mac OS Roman) or of DOS (cp850), read as cp1252.
OTHER_ENCODINGS = re.compile("[ŒŠš€†„”Ž™]")
SWEDISH_LETTERS = re.compile("[åäöÅÄÖéÉ]")


def decoded_text(data: bytes) -> str:
    """Return the text of a file in UTF-8, in UTF-16 with its mark, or in cp1252. Raise TableFault.

    Text that no Swedish program writes in cp1252 is refused rather than stored with wrong letters.
    """
    encoding = next((MARKED[mark] for mark in MARKED if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise TableFault("charset") from None
    return _cp1252_text(data)


def _cp1252_text(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise TableFault("charset") from None
    if DAMAGED_UTF8.search(text) or (
        OTHER_ENCODINGS.search(text) and not SWEDISH_LETTERS.search(text)
    ):
        raise TableFault("charset")
    return text
