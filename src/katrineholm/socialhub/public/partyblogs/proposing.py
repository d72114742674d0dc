"""What somebody writes in the form for a change of a party's place; nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.errors import FeedError
from ...site.forms.addresses import page_at
from ...site.forms.request import text
from ...site.forms.sentences import sentence
from ...site.mail.recipients import NoRecipient, one_line, recipient
from .vocabularies import LINK_TITLES

LONGEST = {"name": 100, "email": 254, "link": 2000, "message": 2000}
TOO_LONG = {
    "name": _("Your name may be 100 characters long at most."),
    "email": _("Your e-mail may be 254 characters long at most."),
    "link": _("The new address may be 2000 characters long at most."),
    "message": _("The message may be 2000 characters long at most."),
}


class ProposalRefused(ValueError):
    """The form cannot be sent so; ``sentence`` says why."""

    def __init__(self, sentence: Message):
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Proposal:
    """``link`` and ``message`` may be empty, but not both; ``kind`` is one of LINK_TITLES or ""."""

    name: str
    email: str
    link: str
    kind: str
    message: str


def proposal_from(form: Mapping) -> Proposal:
    """What a form says; raises ProposalRefused with the first fault."""
    given = {name: text(form, name) for name in LONGEST}
    for name, most in LONGEST.items():
        if len(given[name]) > most:
            raise ProposalRefused(TOO_LONG[name])
    kind = text(form, "kind")
    proposal = Proposal(**given | {"name": one_line(given["name"])}, kind=kind)
    _check(proposal)
    return replace(proposal, link=_spelled_out(proposal.link))


def _check(proposal):
    if not proposal.name:
        raise ProposalRefused(_("Write your name."))
    if not _is_address(proposal.email):
        raise ProposalRefused(_("Write your e-mail, for example anna@example.se."))
    if not (proposal.link or proposal.message):
        raise ProposalRefused(_("Write the new address or what is to be changed."))
    if proposal.kind and proposal.kind not in LINK_TITLES:
        raise ProposalRefused(_("Choose the kind of link in the list."))


def _is_address(email):
    try:
        return recipient(email).isascii() and "<" not in email
    except NoRecipient:
        return False


def _spelled_out(link):
    try:
        return page_at(link) if link else ""
    except FeedError as error:
        raise ProposalRefused(sentence(error)) from error
