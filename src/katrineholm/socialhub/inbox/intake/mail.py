"""A mail taken apart: who wrote it, when, what it says, and the files that came with it.

A mail is outside input: what is wrong in it costs that part of it, or at worst that mail.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256

from ...core.feeds.charset import decode
from ...core.feeds.clean import plain
from ...core.feeds.text import line, scrub

LARGEST = 50 * 2**20  # bytes of a mail
LONGEST, LINE, HEADER = 60_000, 300, 10_000  # characters of its text, of a line, of a header
MOST_FILES = 200
# What Python's parsers raise for mails that nobody's program should have sent.
MALFORMED = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


class MailError(Exception):
    """A mailbox or a mail that cannot be read; says why, in English, to the operator."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as plain values; empty for what it does not tell.

    ``source`` is its Message-ID with a mark of what it says, for anybody can write an id. ``sent``
    is in seconds since 1970. ``received`` is the text as it came, such as HTML. ``files`` are
    (name, bytes), and ``more`` is how many were too many to look at; ``is_cut``: so was the text.
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


def read(data: bytes) -> Mail:
    """Take a mail apart; raises MailError."""
    if len(data) > LARGEST:
        raise MailError("It is larger than 50 MB.")
    try:
        return _read(message_from_bytes(data))
    except MALFORMED as error:
        raise MailError("It is malformed.") from error


def _read(message):
    leaves = list(_leaves(message))
    text, received = _texts([each for each in leaves if _is_read(each)])
    parts = [each for each in leaves if not _is_read(each)]
    files = tuple((_name_of(each), _bytes_of(each)) for each in parts[:MOST_FILES])
    name, address = parseaddr(_raw(message, "From"))
    told = [_decoded(each)[:LINE] for each in (name, address, _raw(message, "Subject"))]
    if not any((text, files, *told)):
        raise MailError("It is empty.")
    return Mail(
        _source(message, (*told, text), files),
        *told,
        _sent(message),
        text[:LONGEST],
        received[:LONGEST],
        files,
        len(parts) - len(files),
        max(len(text), len(received)) > LONGEST,
    )


def _leaves(message) -> Iterator[Message]:
    """The parts that hold something; a mail within the mail is one."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        yield from _leaves(part)


def _is_read(part):
    # What calls itself multipart and has no parts is a text that some program has spoilt.
    is_text = part.get_content_type() in ("text/plain", "text/html")
    is_spoilt = part.get_content_maintype() == "multipart"
    is_file = part.get_content_disposition() == "attachment" or part.get_filename()
    return (is_text or is_spoilt) and not is_file


def _texts(parts):
    """What is read of a mail, and how it came; mostly the same is there as text and as HTML."""
    html = "\n".join(_text_of(each) for each in parts if each.get_content_subtype() == "html")
    words = (_text_of(each) for each in parts if each.get_content_subtype() != "html")
    text = "\n\n".join(filter(None, (each.strip() for each in words)))
    return text or scrub(plain(html)).strip(), html or text


def _text_of(part):
    return scrub(decode(_bytes_of(part), _raw(part, "Content-Type"))).replace("\r\n", "\n")


def _bytes_of(part):
    if part.is_multipart():
        return b"\n".join(each.as_bytes() for each in part.get_payload())
    return part.get_payload(decode=True) or b""


def _name_of(part):
    name = ""
    with suppress(*MALFORMED):
        name = _decoded(part.get_filename() or "")
    return name or part.get_content_type()


def _raw(message, name):
    """A header as it stands, also where it is written in letters that no header may have."""
    found = (value for each, value in message.raw_items() if each.lower() == name.lower())
    text = str(next(found, ""))[:HEADER]
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _decoded(text):
    """A header's text on one line; as it stands where it cannot be decoded."""
    with suppress(*MALFORMED):
        text = str(make_header(decode_header(text)))
    return " ".join(scrub(text).split())


def _sent(message):
    with suppress(*MALFORMED, OverflowError):
        return int(parsedate_to_datetime(_raw(message, "Date")).timestamp())
    return None


def _source(message, told, files):
    mark = sha256(repr((told, [sha256(data).digest() for _name, data in files])).encode())
    return f"mail:{line(_raw(message, 'Message-ID'), LINE)}#{mark.hexdigest()[:24]}"
