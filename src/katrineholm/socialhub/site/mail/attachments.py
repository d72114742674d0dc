"""Attachments of mails, stored as blobs while their mail is in the outbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from ZODB.blob import Blob

from .recipients import one_line


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a mail. Text is in UTF-8, and ``media_type`` has no parameters."""

    name: str
    media_type: str
    data: bytes


def stored_attachments(attachments: Iterable[Attachment]) -> tuple[tuple[str, str, Blob], ...]:
    """Return attachments as the outbox stores them. Several mails may share the result."""
    return tuple((one_line(each.name), each.media_type, Blob(each.data)) for each in attachments)


def mime_parts(letter: dict) -> Iterator[MIMEBase]:
    """Yield a mail's attachments as MIME parts, in base64 so that no mail server alters them."""
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
