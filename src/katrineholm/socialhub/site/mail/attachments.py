"""Attachments, stored as blobs for as long as their mail is in the outbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from ZODB.blob import Blob

from .recipients import one_line


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for a mail; text is in UTF-8; ``media_type`` has no parameters."""

    name: str
    media_type: str
    data: bytes


def stored_attachments(attachments: Iterable[Attachment]) -> tuple[tuple[str, str, Blob], ...]:
    """Return attachments as the outbox stores them; several mails may share them."""
    return tuple((one_line(each.name), each.media_type, Blob(each.data)) for each in attachments)


def mime_parts(letter: dict) -> Iterator[MIMEBase]:
    """Yield a mail's attachments as MIME parts, in base64 so that no server changes a byte."""
    for name, media_type, blob in letter.get("attachments", ()):
        part = MIMEBase(*media_type.split("/"))
        if part.get_content_maintype() == "text":
            part.set_param("charset", "utf-8")
        with blob.open() as file:
            part.set_payload(file.read())
        encode_base64(part)
        # RFC 2231, for names beyond ASCII.
        filename = name if name.isascii() else ("utf-8", "", name)
        part.add_header("Content-Disposition", "attachment", filename=filename)
        yield part
