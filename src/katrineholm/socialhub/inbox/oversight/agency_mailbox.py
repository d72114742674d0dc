"""Transfer of a message to the authority's mailbox (T16, guideline G8), by e-mail."""

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.mail_texts import mail_sentence
from ...core.messages.content import known_content, logged_files, message_additions
from ...core.messages.engine import Refused
from ...core.messages.integrity import canonical_json, sha256_hex
from ...core.messages.store import messages_of
from ...site.mail.attachments import Attachment
from ...site.mail.mailer import new_message_id, send_mail
from ..desk.message_fields import message_fields
from ..steps.authorities import authority_of
from ..steps.interfaces import IStepTaken
from ..steps.mails import channel_title
from ..steps.submission import media_type

STEP = "to-mailbox"
OTHER = "application/octet-stream"  # an unknown type
NO_MAILBOX = _("The site's settings name no mailbox of the authority: ask the information office.")
SUBJECT = _("Message ${number}: ${channel}")
LETTER = _(
    "A message to the authority has come in on ${channel}. It is attached, to read and as data, "
    "with the files that came with it."
)


def mailbox_facts(hub: Container, number: int, now: int) -> dict:
    """Return the recipient, the Message-ID, and the data's hash, see IPreparation."""
    mailbox = authority_of(hub, messages_of(hub)[number]["channel"]).mailbox
    if not mailbox:
        raise Refused("mailbox", NO_MAILBOX)
    return {
        "mailbox": mailbox,
        "message_id": new_message_id(mailbox),
        "sha256": sha256_hex(message_document(hub, number)),
    }


def send_to_mailbox(taken: IStepTaken) -> None:
    """Send the mail on commit, see IStepTaken."""
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
    """Return a message, with additions, as canonical JSON (RFC 8785): data and file hashes."""
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
    """Return the message as data and text, and its files but for those within its mail."""
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
