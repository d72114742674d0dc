"""What somebody writes in the form for a change of a party's place; nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ... import _
from ...core.feeds.errors import FeedError
from ...site.forms.addresses import page_at
from ...site.forms.refusals import Refusal, sentence
from ...site.forms.request import text
from ...site.mail.recipients import NoRecipient, one_line, recipient
from .shelf import LINK_TITLES

LONGEST = {"name": 100, "email": 254, "link": 2000, "message": 2000}
TOO_LONG = {
    "name": _("Your name may be 100 characters long at most."),
    "email": _("Your e-mail may be 254 characters long at most."),
    "link": _("The new address may be 2000 characters long at most."),
    "message": _("The message may be 2000 characters long at most."),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """``link`` and ``message`` may be empty, but not both; ``kind`` is one of LINK_TITLES or ""."""

    name: str
    email: str
    link: str
    kind: str
    message: str


def proposal_from(form: Mapping) -> Proposal:
    """What a form says; raises Refusal with the first fault."""
    given = {name: text(form, name) for name in LONGEST}
    for name, most in LONGEST.items():
        if len(given[name]) > most:
            raise Refusal(TOO_LONG[name])
    kind = text(form, "kind")
    proposal = Proposal(**given | {"name": one_line(given["name"])}, kind=kind)
    _check(proposal)
    return replace(proposal, link=_spelled_out(proposal.link))


def _check(proposal):
    if not proposal.name:
        raise Refusal(_("Write your name."))
    if not _is_address(proposal.email):
        raise Refusal(_("Write your e-mail, for example anna@example.se."))
    if not (proposal.link or proposal.message):
        raise Refusal(_("Write the new address or what is to be changed."))
    if proposal.kind and proposal.kind not in LINK_TITLES:
        raise Refusal(_("Choose the kind of link in the list."))


def _is_address(email):
    try:
        return recipient(email).isascii() and "<" not in email
    except NoRecipient:
        return False


def _spelled_out(link):
    try:
        return page_at(link) if link else ""
    except FeedError as error:
        raise Refusal(sentence(error)) from error
