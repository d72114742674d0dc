"""Mails that many people get alike, but for their ends: the common part is encoded only once."""

from base64 import encodebytes
from collections.abc import Mapping
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from secrets import token_hex

END = "<!-- end -->"  # where the end of the HTML is to be
LINE = 57  # bytes that are one line in base64 (RFC 2045, 6.8)


class BulkMail:
    """A mail as text and HTML. The HTML has END where each recipient's own part is to be."""

    def __init__(self, subject: str, text: str, html: str):
        self.subject = subject
        limit = f"=={token_hex(12)}=="
        start, _end, self._closing = html.partition(END)
        self._common = _common_headers(subject, limit)
        self._text = _part_head(limit, "plain") + _encoded_start(text)
        self._html = _part_head(limit, "html") + _encoded_start(start)
        self._last = f"--{limit}--\r\n".encode()

    def message(self, headers: Mapping[str, str], text_end: str = "", html_end: str = "") -> bytes:
        """Return the whole mail for one recipient, with these headers, whose values are ASCII."""
        own = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        parts = (
            *(own.encode("ascii", "replace"), self._common),
            *(self._text, _base64(text_end)),
            *(self._html, _base64(f"{html_end}{self._closing}"), self._last),
        )
        return b"".join(parts)


def mail_headers(
    sender: tuple[str, str], to: str, message_id: str, at: int, unsubscribe: str = ""
) -> dict[str, str]:
    """Return the headers of a mail to one recipient, sent ``at`` a time in seconds since 1970.

    ``unsubscribe`` is a URL at which a POST alone ends such mails (RFC 8058).
    """
    headers = {
        "From": formataddr(sender),
        "To": to,
        "Date": format_datetime(datetime.fromtimestamp(at, UTC)),
        "Message-ID": message_id,
    }
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _common_headers(subject, limit):
    subject = Header(subject, "utf-8").encode(linesep="\r\n")
    lines = (
        f"Subject: {subject}",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{limit}"',
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _part_head(limit, kind):
    return (
        f'--{limit}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode()


def _encoded_start(text):
    """Return the start of a part in base64, filled up with spaces to whole lines."""
    data = text.rstrip().encode("utf-8", "replace") + b" "
    return _lines(data + b" " * (-(len(data) + 1) % LINE) + b"\n")


def _base64(text):
    return _lines(text.encode("utf-8", "replace"))


def _lines(data):
    return encodebytes(data).replace(b"\n", b"\r\n")
