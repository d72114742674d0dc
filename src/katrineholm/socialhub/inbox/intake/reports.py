"""What somebody reports of a comment (features G12, G13; guideline G7), checked and limited."""

from collections.abc import Mapping
from dataclasses import dataclass

from plone import api

from ... import _
from ...accounts.rules import grounds
from ...accounts.rules.ruling import rules_of
from ...core.feeds.links import strip_tracking
from ...core.messages.engine import Refused
from ...core.platforms.address import whole
from ...site.forms.faults import Fields
from ..steps.given import (
    ADDRESS,
    GUARD,
    LINE,
    NO_ADDRESS,
    TEXT,
    cleaned_address,
    cleaned_line,
    cleaned_name,
    cleaned_quote,
    cleaned_text,
)
from ..steps.rules import OTHER, SOMETHING_ELSE
from .identity import names_a_comment

WHICH = _(
    "There may be many comments at this address: copy what the comment says, or say who wrote it."
)
# Characters.
LONGEST = {"address": ADDRESS, "text": TEXT, "quote": TEXT, "author": LINE, "contact": LINE}


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


def report_from(data: Mapping, codes: Mapping[str, str]) -> Report:
    """A report from a form or a body; raises FaultyFields.

    ``codes`` are the reasons that there are to choose.
    """
    fields = Fields(data)
    report = Report(
        fields.read("address", _address),
        fields.read("reason", cleaned_line),
        fields.read("text", cleaned_text, LONGEST["text"]),
        fields.read("quote", cleaned_quote, LONGEST["quote"]),
        fields.read("contact", cleaned_line, LONGEST["contact"]),
        fields.read("author", cleaned_name, LONGEST["author"]),
    )
    fields.demand("address", report.address, _("Say where the comment is: paste its address."))
    fields.demand("reason", report.reason in codes, _("Choose what is wrong with the comment."))
    fields.demand("text", report.text, _("Describe what is wrong with the comment."))
    said = report.quote or report.author or names_a_comment(report.address)
    # Of an address that is missing nobody can say how many comments there are.
    fields.demand("quote", said or not report.address, WHICH)
    fields.done()
    return report


def readable(address: str) -> str:
    """An address that a link has filled in; empty where it is none."""
    try:
        return _address(address)
    except Refused:
        return ""


def _address(value):
    """As it is compared with others': however people copy it, and without tracking."""
    text = cleaned_line(value, ADDRESS)
    try:
        return strip_tracking(cleaned_address(whole(text) if text else ""))
    except ValueError as error:
        raise Refused(GUARD, NO_ADDRESS) from error
