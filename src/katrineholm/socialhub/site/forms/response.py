"""A document for a program that comes back for it: not again while it is unchanged."""

import re
from hashlib import sha256

# What XML 1.0 has no place for, and halves of characters.
UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def serve(request, document: str | bytes, content_type: str, *, same: bytes | None = None):
    """The document, or nothing and status 304 where the reader has it (RFC 9110, 13.1.2).

    ``same`` is what it is known by, if not by all that stands in it.
    """
    if isinstance(document, str):
        document = UNWRITABLE.sub("", document).encode()
    weak = "" if same is None else "W/"
    tag = f'"{sha256(document if same is None else same).hexdigest()[:32]}"'
    response = request.response
    response.setHeader("Content-Type", content_type)
    response.setHeader("ETag", f"{weak}{tag}")
    if tag in request.get_header("If-None-Match", ""):
        response.setStatus(304)
        return b""
    return document
