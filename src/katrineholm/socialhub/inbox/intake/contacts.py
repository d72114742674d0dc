"""What somebody writes to whoever answers for a channel (guideline G7); see ``forms``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """A message to the municipality; ``contact`` is an e-mail, a telephone number or ""."""

    subject: str
    text: str
    name: str = ""
    contact: str = ""
