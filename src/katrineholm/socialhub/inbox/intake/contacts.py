"""What somebody writes to whoever answers for a channel (guideline G7), checked and limited."""

from collections.abc import Mapping
from dataclasses import dataclass

from ... import _
from ...site.forms.faults import Fields
from ..steps.given import LINE, LONG, cleaned_line, cleaned_text

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
    """A message from a form; raises FaultyFields."""
    fields = Fields(data)
    contact = Contact(
        fields.read("subject", cleaned_line),
        fields.read("text", cleaned_text, LONGEST["text"]),
        *(fields.read(name, cleaned_line) for name in ("name", "contact")),
    )
    subject = _("Say in a few words what the message is about.")
    fields.demand("subject", contact.subject, subject)
    fields.demand("text", contact.text, _("Write your message."))
    fields.done()
    return contact
