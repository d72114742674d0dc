"""What somebody writes to whoever answers for a channel (guideline G7), checked and limited."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import _
from ..handling.given import GUARD, LINE, LONG, cleaned_line, cleaned_text
from ..messages.engine import Refused

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
    """A message from a form; raises engine.Refused with one sentence."""
    contact = Contact(
        cleaned_line(data.get("subject") or ""),
        cleaned_text(data.get("text") or "", LONGEST["text"]),
        *(cleaned_line(data.get(name) or "") for name in ("name", "contact")),
    )
    if not contact.subject:
        raise Refused(GUARD, _("Say in a few words what the message is about."))
    if not contact.text:
        raise Refused(GUARD, _("Write your message."))
    return contact
