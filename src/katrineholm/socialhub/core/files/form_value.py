"""A file as the value of a hidden field, so that nothing is stored between preview and import."""

import zlib
from base64 import b64decode, b64encode

from .csv_reader import MAX_BYTES
from .table_faults import TableFault

# The server accepts at most 1 MB of a form's own values.
MAX_PACKED = 900_000


def packed_file(data: bytes) -> str:
    """Return a file as the value of a hidden field. Raise TableFault if it is too large."""
    text = b64encode(zlib.compress(data, 9)).decode("ascii")
    if len(text) > MAX_PACKED:
        raise TableFault("divide")
    return text


def unpacked_file(text: str) -> bytes:
    """Return the file in a ``packed_file`` value, truncated if too large; empty if invalid."""
    try:
        return zlib.decompressobj().decompress(b64decode(text, validate=True), MAX_BYTES + 1)
    except (ValueError, zlib.error):
        return b""
