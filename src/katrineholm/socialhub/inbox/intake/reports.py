"""Reports of comments (features G12, G13; guideline G7), see ``public_forms``."""

from dataclasses import dataclass

from plone import api
from plone.dexterity.content import Item

from ...accounts.rules import grounds
from ...accounts.rules.comment_rules import rules_of
from ...core.feeds.links import strip_tracking
from ...core.messages.engine import Refused
from ...core.platforms.address import whole
from ..steps.given import ADDRESS, GUARD, NO_ADDRESS, cleaned_address, cleaned_line
from ..steps.rules import OTHER, SOMETHING_ELSE


@dataclass(frozen=True, slots=True)
class Report:
    """A report: ``reason`` is a rule's code or "other", ``quote`` the text of the comment.

    ``author`` wrote the comment; ``contact`` is the reporter's e-mail or telephone number. Each may
    be empty.
    """

    address: str
    reason: str
    text: str
    quote: str = ""
    contact: str = ""
    author: str = ""

    def as_data(self) -> dict[str, str]:
        """Return the report's non-empty values as they are stored."""
        names = ("reason", "text", "quote", "author", "contact")
        values = {name: getattr(self, name) for name in names}
        return {name: value for name, value in values.items() if value}


def reasons(channel: Item) -> dict[str, str]:
    """Return the reasons to report a comment: texts keyed by code, translated."""
    rules = (*grounds.choices(rules_of(channel)), (OTHER, SOMETHING_ELSE))
    return {code: api.portal.translate(text) for code, text in rules}


def readable(address: str) -> str:
    """Return the cleaned URL in a link; empty if it is invalid."""
    try:
        return comment_address(address)
    except Refused:
        return ""


def comment_address(value: object, longest: int = ADDRESS) -> str:
    """Return a comparable URL, without tracking parameters; raise engine.Refused."""
    text = cleaned_line(value, longest)
    try:
        return strip_tracking(cleaned_address(whole(text) if text else ""))
    except ValueError as error:
        raise Refused(GUARD, NO_ADDRESS) from error
