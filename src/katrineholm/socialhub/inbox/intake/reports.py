"""Reports of comments (features G12, G13; guideline G7), see ``public_forms``."""

from dataclasses import dataclass

from plone import api
from plone.dexterity.content import Item

from ...accounts.channels.comment_rules import own_rules
from ...core.feeds.links import strip_tracking_parameters
from ...core.messages import grounds
from ...core.messages.engine import Refused
from ...core.platforms.urls import with_scheme
from ..steps.rules import OTHER, SOMETHING_ELSE
from ..steps.validation import GUARD, INVALID_URL, MAX_URL, cleaned_line, cleaned_url


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a comment; ``reason`` is a rule's code or "other", ``quote`` the comment's text.

    ``author`` wrote the comment; ``contact`` is the reporter's e-mail address or telephone number.
    These and ``quote`` may be empty.
    """

    address: str
    reason: str
    text: str
    quote: str = ""
    contact: str = ""
    author: str = ""

    def as_data(self) -> dict[str, str]:
        """Return the report's non-empty values, except the URL, as they are stored."""
        names = ("reason", "text", "quote", "author", "contact")
        values = {name: getattr(self, name) for name in names}
        return {name: value for name, value in values.items() if value}


def report_reasons(channel: Item) -> dict[str, str]:
    """Return the reasons for reporting a comment, as translated texts keyed by code."""
    rules = (*grounds.rule_choices(own_rules(channel)), (OTHER, SOMETHING_ELSE))
    return {code: api.portal.translate(text) for code, text in rules}


def valid_comment_url(address: str) -> str:
    """Return the cleaned URL of a comment; empty if it is invalid."""
    try:
        return cleaned_comment_url(address)
    except Refused:
        return ""


def cleaned_comment_url(value: object, longest: int = MAX_URL) -> str:
    """Return a URL without tracking parameters; raise engine.Refused if it is invalid."""
    text = cleaned_line(value, longest)
    try:
        return strip_tracking_parameters(cleaned_url(with_scheme(text) if text else ""))
    except ValueError as error:
        raise Refused(GUARD, INVALID_URL) from error
