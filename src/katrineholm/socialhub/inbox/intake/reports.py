"""What somebody reports of a comment (features G12, G13; guideline G7); see ``forms``."""

from dataclasses import dataclass

from plone import api

from ...accounts.rules import grounds
from ...accounts.rules.ruling import rules_of
from ...core.feeds.links import strip_tracking
from ...core.messages.engine import Refused
from ...core.platforms.address import whole
from ..steps.given import ADDRESS, GUARD, NO_ADDRESS, cleaned_address, cleaned_line
from ..steps.rules import OTHER, SOMETHING_ELSE


@dataclass(frozen=True, slots=True)
class Report:
    """A report: ``reason`` is a rule's code or "other", ``quote`` what the comment itself says.

    ``author`` is who wrote the comment, as it stands there; ``contact`` is the reporter's e-mail or
    telephone. Each may be empty.
    """

    address: str
    reason: str
    text: str
    quote: str = ""
    contact: str = ""
    author: str = ""

    def as_data(self) -> dict[str, str]:
        """What the reporter says, as it is kept."""
        names = ("reason", "text", "quote", "author", "contact")
        said = {name: getattr(self, name) for name in names}
        return {name: value for name, value in said.items() if value}


def reasons(channel) -> dict[str, str]:
    """What may be wrong with a comment: texts by code, in the reader's language."""
    rules = (*grounds.choices(rules_of(channel)), (OTHER, SOMETHING_ELSE))
    return {code: api.portal.translate(text) for code, text in rules}


def readable(address: str) -> str:
    """An address that a link has filled in; empty where it is none."""
    try:
        return comment_address(address)
    except Refused:
        return ""


def comment_address(value: object, longest: int = ADDRESS) -> str:
    """Return an address as it is compared with others': however it was copied, without tracking.

    Raises engine.Refused.
    """
    text = cleaned_line(value, longest)
    try:
        return strip_tracking(cleaned_address(whole(text) if text else ""))
    except ValueError as error:
        raise Refused(GUARD, NO_ADDRESS) from error
