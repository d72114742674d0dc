"""The parser of mails, which extracts the author, date, text and attached files.

A mail is untrusted. Malformed parts may be parsed incompletely, but no mail is lost, since its
source is stored as well.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from hashlib import sha256

from ...core.feeds.charset import decode
from ...core.feeds.sanitiser import html_to_text
from ...core.feeds.text import scrub, single_line
from ...core.messages.threads import Thread, mail_source, mail_thread
from .mail_headers import (
    BOUNDED_POLICY,
    MALFORMED,
    automatic_kind,
    decoded_header,
    raw_header,
    sent_time,
)

LARGEST = 50 * 2**20  # bytes of a mail
LONGEST, LINE = 1_000_000, 300  # characters of its text, and of a line
READ = 4 * (LONGEST + 2)  # bytes of its text that are decoded
HTML = 250_000  # characters of HTML: cleaning is slow on crafted HTML
MOST_FILES, MOST_LINES = 200, 1_000_000  # a mail of 50 MB has 700,000 lines
HEAD = 100_000  # bytes with the headers of a mail that cannot be parsed
BODY = re.compile(rb"\r?\n\r?\n")


class MailError(Exception):
    """The error for a mailbox or a mail that cannot be read, with a text for the operator."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A parsed mail; missing values are empty.

    ``source`` is the Message-ID with a hash of the content, since anybody can forge an id. ``sent``
    is in seconds since 1970. ``received`` is the original text, such as HTML. ``files`` are (name,
    bytes) pairs; ``more`` counts the rest. ``is_cut`` marks a shortened text; ``is_whole`` is False
    if the mail could not be parsed. ``automatic`` is a key of ``mail_headers.AUTOMATIC``.
    """

    source: str
    name: str
    address: str
    subject: str
    sent: int | None
    text: str
    received: str
    files: tuple[tuple[str, bytes], ...] = ()
    more: int = 0
    is_cut: bool = False
    is_whole: bool = True
    automatic: str = ""
    thread: Thread = field(default_factory=Thread)


def parsed_mail(data: bytes) -> Mail:
    """Return a parsed mail; raise MailError if it is empty or too large."""
    if len(data) > LARGEST:
        raise MailError("It is larger than 50 MB.")
    if not data.strip():
        raise MailError("It is empty.")
    # More lines are an attack: each becomes an object.
    with suppress(*MALFORMED):
        if data.count(b"\n") <= MOST_LINES:
            return _parsed(message_from_bytes(data, policy=BOUNDED_POLICY), data)
    return _unparsed(data)


def _parsed(message, data):
    leaves = list(_leaves(message))
    text, received, is_cut = _texts([each for each in leaves if _is_text(each)])
    parts = [each for each in leaves if not _is_text(each)]
    files = tuple(_files(parts[:MOST_FILES]))
    more = len(parts) - len(files)
    # A mail without an id is identified by all of its bytes, or one of two would be lost.
    mark = b"" if "Message-ID" in message else data
    return _mail(message, text, received, mark, files=files, more=more, is_cut=is_cut)


def _unparsed(data):
    message = BytesHeaderParser(policy=BOUNDED_POLICY).parsebytes(data[:HEAD])
    found = BODY.search(data[:HEAD])
    body = scrub(decode(data[found.end() if found else 0 :][:READ])).strip()
    return _mail(message, body, body, data, is_whole=False)


def _mail(message, text, received, mark, *, files=(), is_cut=False, **more):
    lines = [decoded_header(each) for each in (*_sender(message), raw_header(message, "Subject"))]
    is_cut |= len(text) > LONGEST or any(len(each) > LINE for each in lines)
    name, address, subject = (each[:LINE] for each in lines)
    identity = (name, address, subject, raw_header(message, "Date"), text, sha256(mark).digest())
    return Mail(
        _source(message, identity, files),
        name,
        address,
        subject,
        sent_time(message),
        text[:LONGEST],
        received[:LONGEST],
        files,
        is_cut=is_cut,
        automatic=automatic_kind(message),
        thread=mail_thread(message),
        **more,
    )


def _sender(message):
    with suppress(*MALFORMED):
        return parseaddr(raw_header(message, "From"))
    return "", ""


def _leaves(message) -> Iterator[Message]:
    """Yield the parts with content; a mail within the mail is one."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        yield from _leaves(part)


def _is_text(part):
    # A multipart without parts is a text that some program has damaged.
    is_text = part.get_content_type() in ("text/plain", "text/html")
    is_spoilt = part.get_content_maintype() == "multipart"
    is_file = part.get_content_disposition() == "attachment" or part.get_filename()
    return (is_text or is_spoilt) and not is_file


def _texts(parts):
    """Return the text of a mail, its original, and whether it was cut.

    The same text is often there as plain text and as HTML: then the former is used.
    """
    html = _joined(parts, "\n", is_html=True)
    if text := _joined(parts, "\n\n", is_html=False):
        return text, html or text, len(html) > LONGEST
    return scrub(html_to_text(html, HTML)).strip(), html, len(html) > HTML


def _joined(parts, between, *, is_html):
    """Return the joined texts of one kind, at most one character longer than ``LONGEST``."""
    left, found = LONGEST + 1, []
    for each in parts:
        if left > 0 and (each.get_content_subtype() == "html") == is_html:
            found.append(_part_text(each).strip()[:left])
            left -= len(found[-1]) + len(between)
    return between.join(filter(None, found))


def _part_text(part):
    data = _part_bytes(part)[: READ + 1]
    return scrub(decode(data, raw_header(part, "Content-Type"))).replace("\r\n", "\n")


def _files(parts):
    for each in parts:
        with suppress(*MALFORMED):
            yield _part_name(each), _part_bytes(each)


def _part_bytes(part):
    if part.is_multipart():
        return b"\n".join(each.as_bytes() for each in part.get_payload())
    return part.get_payload(decode=True) or b""


def _part_name(part):
    name = ""
    with suppress(*MALFORMED):
        name = decoded_header(part.get_filename() or "")
    return name or part.get_content_type()


def _source(message, identity, files):
    mark = sha256(repr((identity, [sha256(data).digest() for _name, data in files])).encode())
    return mail_source(single_line(raw_header(message, "Message-ID"), LINE), mark.hexdigest()[:24])
