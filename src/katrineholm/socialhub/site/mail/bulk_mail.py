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
        self._limit = f"=={token_hex(12)}=="
        self._text, self._html = _encoded_start(text), _encoded_start(html.partition(END)[0])
        self._closing = html.partition(END)[2]

    def message(self, headers: Mapping[str, str], text_end: str = "", html_end: str = "") -> bytes:
        """Return the whole mail for one recipient, with these headers, whose values are ASCII."""
        lines = [f"{name}: {value}" for name, value in headers.items()]
        kinds = (
            ("plain", self._text, text_end),
            ("html", self._html, f"{html_end}{self._closing}"),
        )
        parts = [self._head(lines)]
        for kind, start, end in kinds:
            parts += [self._part_head(kind), start, _base64(end)]
        return b"".join([*parts, f"--{self._limit}--\r\n".encode()])

    def _head(self, lines):
        own = (
            f"Subject: {Header(self.subject, 'utf-8').encode(linesep=chr(13) + chr(10))}",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/alternative; boundary="{self._limit}"',
        )
        return ("\r\n".join((*lines, *own)) + "\r\n\r\n").encode("ascii", "replace")

    def _part_head(self, kind):
        return (
            f'--{self._limit}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        ).encode()


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


def _encoded_start(text):
    """Return the start of a part in base64, filled up with spaces to whole lines."""
    data = text.rstrip().encode("utf-8", "replace") + b" "
    return _lines(data + b" " * (-(len(data) + 1) % LINE) + b"\n")


def _base64(text):
    return _lines(text.encode("utf-8", "replace"))


def _lines(data):
    return encodebytes(data).replace(b"\n", b"\r\n")
