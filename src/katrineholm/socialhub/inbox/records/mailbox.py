"""Transfer of a message to the authority's mailbox (T16, guideline G8), by e-mail."""

from plone.dexterity.content import Container

from ... import _
from ...accounts.lifecycle.letters import said
from ...core.messages.completing import as_known, completions, files_told
from ...core.messages.engine import Refused
from ...core.messages.sealing import canonical, fingerprint
from ...core.messages.store import messages_of
from ...site.mail.attached import Attachment
from ...site.mail.send import new_message_id, send
from ..desk.fields import fields
from ..reminders.letters import channel_title
from ..routing.authorities import authority_of
from ..steps.capturing import kind_of
from ..steps.interfaces import IStepTaken

STEP = "to-mailbox"
OTHER = "application/octet-stream"  # an unknown type
NO_MAILBOX = _("The site's settings name no mailbox of the authority: ask the information office.")
SUBJECT = _("Message ${number}: ${channel}")
LETTER = _(
    "A message to the authority has come in on ${channel}. It is attached, to read and as data, "
    "with the files that came with it."
)


def prepare(hub: Container, number: int, now: int) -> dict:
    """Return the recipient, the Message-ID, and the data's hash, see IPreparation."""
    mailbox = authority_of(hub, messages_of(hub)[number]["channel"]).mailbox
    if not mailbox:
        raise Refused("mailbox", NO_MAILBOX)
    return {
        "mailbox": mailbox,
        "message_id": new_message_id(mailbox),
        "sha256": fingerprint(document(hub, number)),
    }


def hand_over(taken: IStepTaken) -> None:
    """Send the mail on commit, see IStepTaken."""
    if taken.step != STEP:
        return
    hub, number = taken.hub, taken.number
    values = {
        "number": str(number),
        "channel": channel_title(hub, messages_of(hub)[number]["channel"]),
    }
    send(
        taken.given["mailbox"],
        said(SUBJECT, values),
        said(LETTER, values) + "\n",
        attachments=attachments(hub, number),
        message_id=taken.given["message_id"],
        now=taken.now,
    )


def document(hub: Container, number: int) -> bytes:
    """Return a message, with additions, as canonical JSON (RFC 8785): data and file hashes."""
    messages = messages_of(hub)
    message = messages[number]
    return canonical(
        {
            "number": number,
            "channel": message["channel"],
            "channel_title": channel_title(hub, message["channel"]),
            "captured": dict(message["captured"]),
            "completed": [dict(each) for each in completions(message)],
            # From the log, since each view of a message needs it: no file is read.
            "files": files_told(messages.log(number)),
        }
    )


def attachments(hub: Container, number: int) -> list[Attachment]:
    """Return the message as data and text, and its files but for those within its mail."""
    name = f"meddelande-{number}"
    in_mail = (messages_of(hub)[number]["captured"].get("mail") or {}).get("files", ())
    files = messages_of(hub).files(number)
    return [
        Attachment(f"{name}.json", "application/json", document(hub, number)),
        Attachment(f"{name}.txt", "text/plain", _message_text(hub, number).encode()),
        *(
            Attachment(each, kind_of(data) or OTHER, data)
            for each, data in files.items()
            if each not in in_mail
        ),
    ]


def _message_text(hub, number):
    known = as_known(messages_of(hub)[number])
    parts = [f"{said(title)}:\n{said(value)}" for _name, title, value in fields(known)]
    return "\n\n".join(parts) + "\n"
