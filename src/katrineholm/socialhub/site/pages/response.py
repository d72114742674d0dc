"""Answers with an entity tag, for documents that programs fetch again and again."""

import re
from hashlib import sha256
from typing import Any

# Characters that XML 1.0 does not allow, and lone surrogates.
UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tagged_document(
    request: Any, document: str | bytes, content_type: str, *, same: bytes | None = None
) -> str | bytes:
    """Return the document, or an empty one with status 304 if the client has it (RFC 9110).

    If ``same`` is given, it is hashed for a weak tag in place of the whole document.
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
