"""Mails to people outside: the answer to a sender, and the replies to it.

Replies go to an address made for the message: the mailbox's own, with a mark after a plus sign (RFC
5233). Nobody else can make the mark, so that ``import-mail`` may trust it.
"""

from collections.abc import Iterable
from re import ASCII
from re import compile as pattern

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.lifecycle.letters import said
from ...accounts.people.person import member_name
from ...core.messages.captured import UNKNOWN
from ...core.messages.completing import as_known
from ...core.messages.store import messages_of
from ...core.messages.threads import id_of
from ...site.forms.seals import is_sealed, seal
from ...site.mail.recipients import NoRecipient, is_unattended, recipient
from ...site.mail.send import new_message_id, send
from ...site.settings.registry import municipality, setting
from .letters import channel_title, quoted

PURPOSE, LENGTH = "reply", 20
MARKED = pattern(r"[^+@\s]+\+(?P<number>[0-9]{1,11})-(?P<seal>[0-9a-f]{20})@[^@\s]+", ASCII)
SUBJECT, SUBJECT_OF = _("Answer from ${channel}"), _("Answer: ${subject}")
YOU_WROTE = _("You wrote:")


def address_of(hub: Container, number: int) -> str:
    """Return the e-mail of a message's sender; empty if unknown."""
    sender = as_known(messages_of(hub)[number])["sender"]
    return "" if sender == UNKNOWN else mail_address(sender.get("contact", ""))


def mail_address(contact: str) -> str:
    """Return a contact if it is an e-mail address that somebody reads."""
    try:
        found = recipient(contact)
    except NoRecipient:
        return ""
    return "" if is_unattended(found) else found


def send_answer(hub: Container, number: int, answer: str, who: str, now: int) -> dict:
    """Send an answer; return its ``to``, ``reply_to`` and ``message_id`` to be stored."""
    to, back = address_of(hub, number), reply_address(hub, number)
    values = {"to": to, "reply_to": back, "message_id": new_message_id(back or to)}
    send(
        to,
        _subject(hub, number),
        _mail_text(hub, number, answer, who),
        reply_to=back,
        message_id=values["message_id"],
        answers=id_of(messages_of(hub)[number]["source"]),
        by_person=True,
        now=now,
    )
    return values


def reply_address(hub: Container, number: int) -> str:
    """Return the e-mail by which a reply finds its message; the office's without a mailbox."""
    local, at, domain = (setting("answer_mailbox") or "").rpartition("@")
    if not at:
        return setting("office_email") or ""
    return f"{local}+{number}-{_mark(hub, number)[:LENGTH]}@{domain}"


def message_of_reply(hub: Container, addresses: Iterable[str]) -> int | None:
    """Return the message that a mail to these addresses replies to, or None."""
    for each in addresses:
        found = MARKED.fullmatch(each.strip().lower())
        if not found:
            continue
        number = int(found["number"])
        is_there = number in messages_of(hub).root["messages"]
        words = (api.content.get_uuid(hub), str(number))
        if is_there and is_sealed(found["seal"], PURPOSE, *words, length=LENGTH):
            return number
    return None


def _mark(hub, number):
    return seal(PURPOSE, api.content.get_uuid(hub), str(number))


def _mail_text(hub, number, answer, who):
    signature = setting("answer_signature") or municipality()
    signed = "\n".join(filter(None, (member_name(who), signature)))
    text = as_known(messages_of(hub)[number])["text"]
    before = f"{said(YOU_WROTE)}\n{quoted(text)}" if text else ""
    return "\n\n".join(filter(None, (answer, signed, before))) + "\n"


def _subject(hub, number):
    message = messages_of(hub)[number]
    if subject := message["captured"]["subject"]:
        return said(SUBJECT_OF, {"subject": subject})
    return said(SUBJECT, {"channel": channel_title(hub, message["channel"])})
