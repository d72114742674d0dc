"""The public's submissions, stored as messages or logged on the message that they are about."""

from dataclasses import dataclass
from hashlib import sha256

from plone.dexterity.content import Container, Item

from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import local_time
from ...core.messages.content import captured_content, known_content
from ...core.messages.store import IncomingMessage, messages_of
from ..steps.mails import notify_arrivals
from ..steps.routing import receive_messages, reopen_message, shorten_deadline
from .comment_identity import has_comment_id, is_same_comment
from .receipts import new_receipt, store_receipt
from .reports import Report

REPEAT_WINDOW = 600  # seconds
MAX_TRIES = 8  # tries, after which a report becomes a message of its own


@dataclass(frozen=True, slots=True)
class Contact:
    """A message to the municipality; ``contact`` is an e-mail address, a phone number or empty."""

    subject: str
    text: str
    name: str = ""
    contact: str = ""


def take_report(
    channel: Item, report: Report, *, now: int, entry: str = "", often: bool = False, tries: int = 0
) -> str:
    """Store a report of a public comment; return the receipt's number.

    A comment that is reported again while its message is open remains one message (feature G14). It
    becomes a new one after the message was closed, or if the report conflicts with too many others.
    Another comment at the same URL is another message. ``entry`` is the URL of the entry that the
    comment is about; ``often`` marks many reports from one client; ``tries`` is as in
    ``Messages.receive``. Raise engine.Refused if the channel receives no messages.
    """
    hub = hub_of(channel)
    receipt = new_receipt(hub, now)
    values = report.as_data() | {"receipt_number": receipt} | ({"often": True} if often else {})
    number = _open_message(hub, channel.UID(), report) if tries < MAX_TRIES else None
    if number is None:
        content = captured_content(
            report.quote,
            how="report",
            at=now,
            permalink=report.address,
            in_reply_to=entry,
            reported=values,
        )
        incoming = IncomingMessage(f"report:{receipt}", channel.UID(), content)
        [number] = receive_messages(hub, [incoming], now=now, tries=tries)
    elif not _is_repeated(hub, number, report, now):
        _report_again(hub, number, report, values, now)
    store_receipt(hub, receipt, number, now=now)
    return receipt


def take_contact(
    channel: Item, contact: Contact, *, now: int, entry: str = "", tries: int = 0
) -> str:
    """Store a direct message (guideline G8); return the receipt's number.

    The same message sent twice on a day is stored once; ``tries`` is as in ``Messages.receive``.
    Raise engine.Refused if the channel receives no messages.
    """
    hub = hub_of(channel)
    receipt = new_receipt(hub, now)
    content = captured_content(
        contact.text,
        how="contact",
        at=now,
        sender={"name": contact.name, "contact": contact.contact},
        subject=contact.subject,
        in_reply_to=entry,
    )
    source = _source(contact, channel.UID(), now)
    incoming = IncomingMessage(source, channel.UID(), content, is_direct=True)
    [number] = receive_messages(hub, [incoming], now=now, tries=tries)
    store_receipt(hub, receipt, number, now=now)
    return receipt


def message_reports(hub: Container, number: int) -> list[dict]:
    """Return a message's reports, the earliest first, each with ``time`` in seconds since 1970."""
    message = messages_of(hub)[number]
    first = message["captured"]["reported"]
    again = [each for each in messages_of(hub).log(number) if each["step"] == "reported"]
    found = [dict(first, time=message["captured"]["captured"])] if first else []
    return found + [dict(each["given"], time=each["time"]) for each in again]


def _open_message(hub, channel, report):
    messages = messages_of(hub)
    for number in reversed(messages.about_page(report.address)):
        state = messages.state(number)
        is_open = state.handling != "closed" and not state.is_direct
        is_here = is_open and messages[number]["channel"] == channel
        if is_here and _is_about(hub, number, report):
            return number
    return None


def _is_about(hub, number, report):
    known, reports = known_content(messages_of(hub)[number]), message_reports(hub, number)
    # A retrieved comment has a URL of its own.
    is_own = known["how"] == "feed" or has_comment_id(report.address)
    return is_same_comment(report.as_data(), known["text"], reports, is_own=is_own)


def _report_again(hub, number, report, values, now):
    messages = messages_of(hub)
    messages.record(number, "reported", values | {"address": report.address}, who="", now=now)
    if messages.state(number).handling != "watched":
        shorten_deadline(hub, number, now=now)
    else:
        reopen_message(hub, number, report.address, now=now)
        notify_arrivals(hub, [number], now=now)


def _is_repeated(hub, number, report, now):
    """Return whether the same report was stored just now: a repeated click."""
    reports = message_reports(hub, number)
    recent = [each for each in reports if each["time"] > now - REPEAT_WINDOW]
    return any(report.as_data().items() <= each.items() for each in recent)


def _source(contact, channel, now):
    words = "\0".join((channel, contact.subject, contact.text, contact.name, contact.contact))
    return f"contact:{local_time(now).date()}:{sha256(words.encode()).hexdigest()}"
