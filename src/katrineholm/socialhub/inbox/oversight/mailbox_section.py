"""The transfer of a message to the authority's mailbox by e-mail (T16, G8), and its section."""

from collections.abc import Iterator

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.mail_texts import mail_sentence
from ...core.messages.content import known_content, logged_files, message_additions
from ...core.messages.engine import Refused
from ...core.messages.flow import OPEN, TRANSITIONS
from ...core.messages.integrity import canonical_json, sha256_hex
from ...core.messages.store import messages_of
from ...site.mail import outbox
from ...site.mail.attachments import Attachment
from ...site.mail.mailer import new_message_id, send_mail
from ...site.pages.acts import Act, acts
from ..desk.message_fields import message_fields
from ..steps.authorities import authority_of
from ..steps.interfaces import IStepTaken
from ..steps.mails import channel_title
from ..steps.steps import take_step
from ..steps.submission import media_type
from . import section_parts as part
from .message_section import IMessageReference, Section

STEP = "to-mailbox"
OTHER = "application/octet-stream"  # an unknown type
NO_MAILBOX = _("The site's settings name no mailbox of the authority: ask the information office.")
SUBJECT = _("Message ${number}: ${channel}")
LETTER = _(
    "A message to the authority has come in on ${channel}. It is attached, to read and as data, "
    "with the files that came with it."
)
SEND = Act(
    "send-to-mailbox",
    lambda at, given: take_step(at.hub, at.number, STEP, {}, now=at.now),
    said=_("The message goes to the authority's mailbox."),
    fields=IMessageReference,
)
INCOMING = _(
    "A direct message is an incoming document. It is kept in the authority's mailbox, as other "
    "mail is."
)
WAITS = _("Waits in the outbox: the mail server has not taken it yet.")


class MailboxSection(Section):
    """The section of direct messages and of messages that were transferred."""

    name = "mailbox"
    title = _("The authority's mailbox")
    acts = acts(SEND)
    who = (*TRANSITIONS[STEP].who, "office", "registrar")

    @property
    def is_offered(self) -> bool:
        return super().is_offered and (self.state.is_direct or bool(self.log_lines(STEP)))

    def parts(self) -> Iterator[dict]:
        mails = self.log_lines(STEP)
        if not mails:
            yield part.paragraph(INCOMING)
        yield from (part.facts(*_mail_facts(each)) for each in mails)
        if self.may_send and not self.mailbox:
            yield part.alert(NO_MAILBOX)
        if self.may_send and self.mailbox:
            again, first = _("Send again to ${mailbox}"), _("Send to ${mailbox}")
            title = Message(again if mails else first, mapping={"mailbox": self.mailbox})
            look = "secondary" if mails else "primary"
            form = part.with_button(self.form(SEND.name), title, look)
            yield part.plain_form(form | {"classes": "socialhub-actions"})

    @property
    def mailbox(self) -> str:
        """The e-mail address of the authority's mailbox; empty if none is set."""
        return authority_of(self.hub, self.message["channel"]).mailbox

    @property
    def may_send(self) -> bool:
        is_theirs = bool(self.roles & set(TRANSITIONS[STEP].who))
        return is_theirs and self.may_change and self.state.handling in OPEN


def _mail_facts(mail):
    given = mail["given"]
    name = given.get("message_id")
    is_waiting = bool(name) and outbox.has_message_id(api.portal.get(), name)
    yield part.fact(_("Sent"), f"{mail['when']}, {mail['who']}")
    if "mailbox" in given:
        yield part.fact(_("To"), given["mailbox"])
        yield part.fact("Message-ID", code=given["message_id"])
        yield part.fact("SHA-256", code=given["sha256"])
    yield part.fact(_("Delivery"), WAITS if is_waiting else _("Has left this site."))


def mailbox_facts(hub: Container, number: int, now: int) -> dict:
    """Return the recipient, Message-ID and hash of a transfer to log, see IPreparation."""
    mailbox = authority_of(hub, messages_of(hub)[number]["channel"]).mailbox
    if not mailbox:
        raise Refused("mailbox", NO_MAILBOX)
    return {
        "mailbox": mailbox,
        "message_id": new_message_id(mailbox),
        "sha256": sha256_hex(message_document(hub, number)),
    }


def send_to_mailbox(taken: IStepTaken) -> None:
    """Mail a message, on commit, when its transfer is logged, see IStepTaken."""
    if taken.step != STEP:
        return
    hub, number = taken.hub, taken.number
    values = {
        "number": str(number),
        "channel": channel_title(hub, messages_of(hub)[number]["channel"]),
    }
    send_mail(
        taken.given["mailbox"],
        mail_sentence(SUBJECT, values),
        mail_sentence(LETTER, values) + "\n",
        attachments=mail_attachments(hub, number),
        message_id=taken.given["message_id"],
        now=taken.now,
    )


def message_document(hub: Container, number: int) -> bytes:
    """Return a message as canonical JSON (RFC 8785), with additions and hashes of files."""
    messages = messages_of(hub)
    message = messages[number]
    return canonical_json(
        {
            "number": number,
            "channel": message["channel"],
            "channel_title": channel_title(hub, message["channel"]),
            "captured": dict(message["captured"]),
            "completed": [dict(each) for each in message_additions(message)],
            # From the log, since each view of a message needs it: no file is read.
            "files": logged_files(messages.log(number)),
        }
    )


def mail_attachments(hub: Container, number: int) -> list[Attachment]:
    """Return the message as JSON and as text, and its files except those within its mail."""
    name = f"meddelande-{number}"
    in_mail = (messages_of(hub)[number]["captured"].get("mail") or {}).get("files", ())
    files = messages_of(hub).files(number)
    return [
        Attachment(f"{name}.json", "application/json", message_document(hub, number)),
        Attachment(f"{name}.txt", "text/plain", _message_text(hub, number).encode()),
        *(
            Attachment(each, media_type(data) or OTHER, data)
            for each, data in files.items()
            if each not in in_mail
        ),
    ]


def _message_text(hub, number):
    known = known_content(messages_of(hub)[number])
    parts = [
        f"{mail_sentence(title)}:\n{mail_sentence(value)}"
        for _name, title, value in message_fields(known)
    ]
    return "\n\n".join(parts) + "\n"
