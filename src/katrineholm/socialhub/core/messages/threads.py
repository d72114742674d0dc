"""Links from a mail to the message that it continues, by Message-IDs or by the mail's recipients.

A mail program names the answered mail in In-Reply-To and References (RFC 5322, 3.6.4). A sender who
did not write by mail is answered from an address with a mark after a plus sign (RFC 5233), by which
a reply is linked to the message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from .data_types import StoredMapping
from .layout import SENT_MAILS

REPLY_HEADERS = ("In-Reply-To", "References")
RECIPIENT_HEADERS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
REPLY_TO = "Reply-To"
MAX_HEADER, MAX_IDS = 10_000, 50  # characters of a header that are read, and ids
_ID = re.compile(r"<[^<>\s]{3,300}>")
_ADDRESS = re.compile(r"""[^\s<>"',;:+@]{1,64}\+[^\s<>"',;:+@]{1,64}@[^\s<>"',;:+@]{1,255}""")


@dataclass(frozen=True, slots=True)
class Thread:
    """The references of a mail to earlier mails.

    ``ids`` are Message-IDs, the nearest first, ``addresses`` those recipients that have a plus
    sign.
    """

    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def mail_thread(mail: Message) -> Thread:
    """Return a mail's references to earlier mails, for a bounce also those of the bounced mail."""
    returned = list(_returned_mails(mail))
    answered = [id for each in (mail, *returned) for id in _replied_ids(each)]
    sent = [id for each in returned for id in _header_ids(each, "Message-ID")]
    ids = tuple(dict.fromkeys([*sent, *answered]))[:MAX_IDS]
    places = [
        *_header_texts(mail, *RECIPIENT_HEADERS),
        *(text for each in returned for text in _header_texts(each, REPLY_TO)),
    ]
    addresses = [each.lower() for text in places for each in _ADDRESS.findall(text[:MAX_HEADER])]
    return Thread(ids, tuple(dict.fromkeys(addresses))[:MAX_IDS])


def mail_source(id: str, mark: str) -> str:
    """Return the unique source of a mail: its Message-ID and a mark made from its content."""
    return f"mail:{id}#{mark}"


def messages_of_mail(root: StoredMapping, id: str) -> list[int]:
    """Return the numbers of the messages that the mail with this id became or was sent about."""
    before, about = mail_source(id, ""), root.get(SENT_MAILS, {}).get(id)
    found = [*root["sources"].values(before, f"{before}~"), *([] if about is None else [about])]
    return sorted(found)


def message_id(source: str) -> str:
    """Return the Message-ID of the mail with this source; empty if the source is not a mail."""
    found = _ID.match(source.removeprefix("mail:")) if source.startswith("mail:") else None
    return found[0] if found else ""


def _replied_ids(mail: Message) -> list[str]:
    nearest, *others = (_header_ids(mail, name) for name in REPLY_HEADERS)
    return [*nearest, *(id for ids in others for id in reversed(ids))]


def _header_ids(mail: Message, name: str) -> list[str]:
    return [id for text in _header_texts(mail, name) for id in _ID.findall(text[-MAX_HEADER:])]


def _header_texts(mail: Message, *names: str) -> Iterator[str]:
    for name in names:
        yield from (str(value) for value in mail.get_all(name, ())[:MAX_IDS])


def _returned_mails(mail: Message) -> Iterator[Message]:
    """Yield the mail that a server could not deliver, or its headers, from the server's report."""
    parts = mail.get_payload()
    if mail.get_content_type() == "multipart/report" and isinstance(parts, list):
        for part in parts[:MAX_IDS]:
            yield from _sent_mail(part)


def _sent_mail(part: object) -> Iterator[Message]:
    if not isinstance(part, Message):
        return
    within, kind = part.get_payload(), part.get_content_type()
    if kind == "message/rfc822" and isinstance(within, list):
        yield from (each for each in within[:1] if isinstance(each, Message))
    elif kind == "text/rfc822-headers":
        yield HeaderParser().parsestr(str(within)[:MAX_HEADER])
