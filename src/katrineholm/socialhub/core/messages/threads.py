"""Which message a mail goes on from: by the ids it names, or by the address it was sent to.

A mail program that answers names what it answers in In-Reply-To and References (RFC 5322, 3.6.4).
Whoever wrote by another way than mail is answered from an address with a token behind a plus
(RFC 5233), which leads back to the message; an answer's own Message-ID may begin with it, too.
A token holds a message's number and what only this hub can have made of it, so nobody guesses one.
"""

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from .plain import Kept

ANSWERED = ("In-Reply-To", "References")
SENT_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
LONGEST, MOST = 10_000, 50  # characters of a header that are looked at, and ids
SIGNS = 20  # of a token's second half: 80 bits
_ID = re.compile(r"<[^<>\s]{3,300}>")
_TOKEN = re.compile(rf"[+<](m\d{{1,15}}-[0-9a-f]{{{SIGNS}}})[@.]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a mail tells of what came before it: Message-IDs, the nearest first, and tokens."""

    ids: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


def thread_of(mail: Message) -> Thread:
    """What a mail goes on from; of a mail that has come back, what was sent."""
    returned = list(_returned(mail))
    answered = [id for each in (mail, *returned) for id in _answered(each)]
    sent = [id for each in returned for id in _ids(each, "Message-ID")]
    ids = tuple(dict.fromkeys([*sent, *answered]))[:MOST]
    places = [text for each in (mail, *returned) for text in _texts(each, *SENT_TO, "Reply-To")]
    tokens = _TOKEN.findall(" ".join([*places, *ids]))
    return Thread(ids, tuple(dict.fromkeys(each.lower() for each in tokens))[:MOST])


def token_of(number: int, secret: str) -> str:
    """The token that leads to a message; ``secret`` is the hub's own."""
    made = hmac.digest(secret.encode(), str(number).encode(), "sha256")
    return f"m{number}-{made.hex()[:SIGNS]}"


def number_of(token: str, secret: str) -> int | None:
    """The number of the message that a token leads to; None for one that is not ours."""
    number = int(token[1:].partition("-")[0])
    return number if hmac.compare_digest(token, token_of(number, secret)) else None


def address_with(token: str, mailbox: str) -> str:
    """An address of a mailbox that takes what is sent to ``name+token@host``, with a token."""
    name, _at, host = mailbox.rpartition("@")
    return f"{name}+{token}@{host}"


def source_of(id: str, mark: str) -> str:
    """What tells a mail from all others: its Message-ID, and a mark of what it says."""
    return f"mail:{id}#{mark}"


def of_mail(root: Kept, id: str) -> list[int]:
    """The messages that a mail with this Message-ID has become, the earliest first."""
    before = source_of(id, "")
    return sorted(root["sources"].values(before, f"{before}~"))


def _answered(mail: Message) -> list[str]:
    nearest, *others = (_ids(mail, name) for name in ANSWERED)
    return [*nearest, *(id for ids in others for id in reversed(ids))]


def _ids(mail: Message, name: str) -> list[str]:
    return [id for text in _texts(mail, name) for id in _ID.findall(text[-LONGEST:])]


def _texts(mail: Message, *names: str) -> Iterator[str]:
    for name in names:
        yield from (str(value) for value in mail.get_all(name, ())[:MOST])


def _returned(mail: Message) -> Iterator[Message]:
    """The mail that a server could not deliver, or its headers, in the server's report."""
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return
    for part in mail.get_payload()[:MOST]:
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            yield part.get_payload(0)
        elif part.get_content_type() == "text/rfc822-headers":
            yield HeaderParser().parsestr(str(part.get_payload())[:LONGEST])
