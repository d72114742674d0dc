"""What somebody writes to whoever answers for a channel (guideline G7), checked and limited."""

from collections.abc import Mapping
from dataclasses import dataclass

from ... import _
from ...core.messages.engine import Refused
from ..steps.given import LINE, LONG, cleaned_line, cleaned_text
from .field import field

# Characters.
LONGEST = {"subject": LINE, "text": LONG, "name": LINE, "contact": LINE}


@dataclass(frozen=True, slots=True)
class Contact:
    """A message to the municipality; ``contact`` is an e-mail or a telephone, or empty."""

    subject: str
    text: str
    name: str = ""
    contact: str = ""


def contact_from(data: Mapping) -> Contact:
    """A message from a form; raises engine.Refused: its guard is the field at fault."""
    contact = Contact(
        field(data, "subject", cleaned_line),
        field(data, "text", cleaned_text, LONGEST["text"]),
        *(field(data, name, cleaned_line) for name in ("name", "contact")),
    )
    if not contact.subject:
        raise Refused("subject", _("Say in a few words what the message is about."))
    if not contact.text:
        raise Refused("text", _("Write your message."))
    return contact
