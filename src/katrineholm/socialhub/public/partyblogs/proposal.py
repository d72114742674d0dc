"""A proposed change of a party, which is never stored: its form and its validation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...core.feeds.errors import FeedError
from ...site.mail.recipients import NoRecipient, valid_recipient
from ...site.pages.address_validation import complete_url
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.pages.refusals import FaultyFields, error_message
from ...site.pages.text_checks import has_words
from .parties import LINK_TITLES

LONGEST = {"name": 100, "email": 254, "link": 2000, "message": 2000}
FIELDS = ("name", "email", "link", "kind", "message")  # in the order of the form
TOO_LONG = {
    "name": _("Your name may be 100 characters long at most."),
    "email": _("Your e-mail may be 254 characters long at most."),
    "link": _("The new address may be 2000 characters long at most."),
    "message": _("The message may be 2000 characters long at most."),
}


class IProposal(Interface):
    """The form for a proposed change; ``proposal_from`` reports its errors."""

    name = Line(title=_("Your name"), max_length=LONGEST["name"], judged=True)
    email = Line(title=_("Your e-mail"), max_length=LONGEST["email"], judged=True)
    link = Line(
        title=_("New address (if the link is to be changed)"),
        max_length=LONGEST["link"],
        required=False,
        judged=True,
    )
    kind = SingleChoice(
        title=_("Kind of link"),
        vocabulary=vocabulary(LINK_TITLES),
        required=False,
        demand=_("Choose the kind of link in the list."),
    )
    message = LongText(
        title=_("What is to be changed"),
        max_length=LONGEST["message"],
        required=False,
        judged=True,
    )
    # A trap: people do not see this field, but spam programs fill it in.
    homepage = Line(title=_("Leave this field empty"), required=False)
    widget("name", autocomplete="name")
    widget("email", type="email", autocomplete="email")
    widget("link", inputmode="url")
    widget("kind", none=_("As before"))
    widget("message", rows=5)
    widget("homepage", type="trap")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with a ``link``, a ``message`` or both; ``kind`` is a key of LINK_TITLES or ""."""

    name: str
    email: str
    link: str
    kind: str
    message: str


def proposal_from(given: Mapping) -> Proposal:
    """Return the proposal from submitted values of ``IProposal``. Raise FaultyFields."""
    proposal = Proposal(**{name: given[name] for name in FIELDS})
    long = {name: TOO_LONG[name] for name, most in LONGEST.items() if len(given[name]) > most}
    link, unreadable = proposal.link, {}
    try:
        link = complete_url(link) if link and "link" not in long else ""
    except FeedError as error:
        unreadable = {"link": error_message(error)}
    if faults := _faults(proposal) | unreadable | long:
        raise FaultyFields({name: faults[name] for name in FIELDS if name in faults})
    return replace(proposal, link=link)


def _faults(proposal):
    says = proposal.link or has_words(proposal.message)
    email = _("Write your e-mail, for example anna@example.se.")
    demands = (
        ("name", has_words(proposal.name), _("Write your name.")),
        ("email", _is_address(proposal.email), email),
        ("message", says, _("Write the new address or what is to be changed.")),
    )
    return {name: sentence for name, holds, sentence in demands if not holds}


def _is_address(email):
    try:
        return valid_recipient(email).isascii() and "<" not in email
    except NoRecipient:
        return False
