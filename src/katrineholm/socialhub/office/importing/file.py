"""A file on its way from the dry run to the confirmation: carried in the form, nothing stored."""

import zlib
from base64 import b64decode, b64encode

from ...core.tables.csvin import MOST_BYTES
from ...core.tables.faults import TableFault

# The server takes no more than 1 MB of a form's own values.
MOST_CARRIED = 900_000


def received(upload) -> bytes:
    """The bytes of a form's file field; empty where none was chosen."""
    return upload.read(MOST_BYTES + 1) if hasattr(upload, "read") else b""


def packed(data: bytes) -> str:
    """The file as the value of a hidden field; TableFault if it is too large for one."""
    text = b64encode(zlib.compress(data, 9)).decode("ascii")
    if len(text) > MOST_CARRIED:
        raise TableFault("divide")
    return text


def unpacked(text: str) -> bytes:
    """The file again; empty for what ``packed`` did not make, cut where it is too large."""
    try:
        return zlib.decompressobj().decompress(b64decode(text, validate=True), MOST_BYTES + 1)
    except (ValueError, zlib.error):
        return b""
