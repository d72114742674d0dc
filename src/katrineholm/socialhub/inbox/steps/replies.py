"""The answer mailed to a message's sender or posted at the service, and addresses for replies.

Each message has its own reply address: that of the mailbox, with a mark after a plus sign (RFC
5233). Nobody else can make the mark, so ``import-mail`` may trust it.
"""

from collections.abc import Iterable, Mapping
from re import ASCII
from re import compile as pattern

from plone import api
from plone.dexterity.content import Container
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.mail_texts import mail_sentence
from ...accounts.channels.person import member_name
from ...core.messages.content import UNKNOWN, known_content
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...core.messages.threads import message_id
from ...site.mail.mailer import new_message_id, send_mail
from ...site.mail.recipients import NoRecipient, is_unattended, valid_recipient
from ...site.pages.signatures import has_valid_signature, signature
from ...site.settings.registry import municipality_name, setting
from .interfaces import IAnswerWay
from .mails import channel_title, quoted_text
from .roles import current_actor

PURPOSE, LENGTH = "reply", 20
MARKED = pattern(r"[^+@\s]+\+(?P<number>[0-9]{1,11})-(?P<seal>[0-9a-f]{20})@[^@\s]+", ASCII)
SUBJECT, SUBJECT_OF = _("Answer from ${channel}"), _("Answer: ${subject}")
YOU_WROTE = _("You wrote:")
LOG_STEP = "sent"
MAILED = _("The answer is mailed to ${to}.")
MAILED_WITH_REPLIES = _("The answer is mailed to ${to}. Answers to it go to ${reply_to}.")
POSTED = _("The answer goes to ${service} within a minute.")
KEPT = _("The answer is kept.")
NOT_POSTABLE = _("The answer cannot be posted from here: answer at the service.")
NO_RECIPIENT = _("The sender has left no e-mail address that the answer could go to.")


def sender_email(hub: Container, number: int) -> str:
    """Return the e-mail address of a message's sender; empty if unknown."""
    sender = known_content(messages_of(hub)[number])["sender"]
    return "" if sender == UNKNOWN else deliverable_email(sender.get("contact", ""))


def deliverable_email(contact: str) -> str:
    """Return a contact's e-mail address; empty if it is invalid or nobody reads it."""
    try:
        found = valid_recipient(contact)
    except NoRecipient:
        return ""
    return "" if is_unattended(found) else found


def send_answer(hub: Container, number: int, answer: str, who: str, now: int) -> dict:
    """Mail an answer to the sender; return ``to``, ``reply_to`` and ``message_id`` to log."""
    to, back = sender_email(hub, number), reply_address(hub, number)
    values = {"to": to, "reply_to": back, "message_id": new_message_id(back or to)}
    send_mail(
        to,
        _subject(hub, number),
        _mail_text(hub, number, answer, who),
        reply_to=back,
        message_id=values["message_id"],
        answers=message_id(messages_of(hub)[number]["source"]),
        by_person=True,
        now=now,
    )
    return values


def reply_address(hub: Container, number: int) -> str:
    """Return the address for replies to a message; the office's if no mailbox is set."""
    local, at, domain = (setting("answer_mailbox") or "").rpartition("@")
    if not at:
        return setting("office_email") or ""
    mark = signature(PURPOSE, api.content.get_uuid(hub), str(number))
    return f"{local}+{number}-{mark[:LENGTH]}@{domain}"


def replied_message(hub: Container, addresses: Iterable[str]) -> int | None:
    """Return the message that has one of these reply addresses, or None."""
    for each in addresses:
        found = MARKED.fullmatch(each.strip().lower())
        if not found:
            continue
        number = int(found["number"])
        is_there = number in messages_of(hub).root["messages"]
        words = (api.content.get_uuid(hub), str(number))
        if is_there and has_valid_signature(found["seal"], PURPOSE, *words, length=LENGTH):
            return number
    return None


def _mail_text(hub, number, answer, who):
    signature = setting("answer_signature") or municipality_name()
    signed = "\n".join(filter(None, (member_name(who), signature)))
    text = known_content(messages_of(hub)[number])["text"]
    before = f"{mail_sentence(YOU_WROTE)}\n{quoted_text(text)}" if text else ""
    return "\n\n".join(filter(None, (answer, signed, before))) + "\n"


def _subject(hub, number):
    message = messages_of(hub)[number]
    if subject := message["captured"]["subject"]:
        return mail_sentence(SUBJECT_OF, {"subject": subject})
    return mail_sentence(SUBJECT, {"channel": channel_title(hub, message["channel"])})


def refuse_without_recipient(hub: Container, number: int, given: Mapping) -> None:
    """Raise engine.Refused if an answer is to be mailed and the sender has no address."""
    if given.get("send") and not sender_email(hub, number):
        raise Refused("send", NO_RECIPIENT)


def answer_service(hub: Container, number: int) -> str:
    """Return the title of the service at which an answer can be posted; empty if there is none."""
    return next(filter(None, (way.service(hub, number) for way in _ways())), "")


def refuse_unpostable(hub: Container, number: int, given: Mapping) -> None:
    """Raise engine.Refused if an answer is to be posted at the service and cannot be."""
    if not given.get("post"):
        return
    found = [way for way in _ways() if way.service(hub, number)]
    if not found:
        raise Refused("post", NOT_POSTABLE)
    found[0].refuse(hub, number, given.get("answer", ""))


def answer_outcome(hub: Container, number: int) -> tuple[Message | str, str] | None:
    """Return the outcome of the latest posted answer, as text and URL; None if there is none."""
    return next(filter(None, (way.outcome(hub, number) for way in _ways())), None)


def answer_confirmation(hub: Container, number: int) -> str:
    """Return what becomes of the latest answer, in sentences for the person who gave it."""
    found: dict = {}
    mails: list = []
    for line in messages_of(hub).log(number):
        if line["step"] == "answer":
            found, mails = line["given"], []
        elif line["step"] == LOG_STEP:
            mails.append(line["given"])
    told = [_mail_confirmation(each) for each in mails]
    if found.get("post"):
        told.append(_(POSTED, mapping={"service": answer_service(hub, number)}))
    return " ".join(map(api.portal.translate, told or [KEPT]))


def _mail_confirmation(mail):
    text = MAILED_WITH_REPLIES if mail["reply_to"] else MAILED
    return _(text, mapping={name: mail[name] for name in ("to", "reply_to")})


def _ways():
    return [way for _name, way in getUtilitiesFor(IAnswerWay)]


def mail_answer(hub: Container, number: int, answer: str, now: int) -> None:
    """Mail an answer on commit, and log its recipient."""
    values = send_answer(hub, number, answer, current_actor(), now)
    messages_of(hub).record(number, LOG_STEP, values, who=current_actor(), now=now)
