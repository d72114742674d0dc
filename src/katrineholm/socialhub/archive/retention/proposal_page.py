"""The view ``@@disposal-proposal`` of a hub, where the second archivist sees what is proposed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from Products.Five import BrowserView
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.retention import KINDS
from ...inbox.steps.second_person import confirmation_refusal
from ...site.pages.acts import acts
from ...site.pages.request import form_text
from . import disposal_storage
from .certificate import disposal_certificate
from .chosen_items import ChosenItemsPage
from .disposal_forms import CONFIRM, WITHDRAW, IConfirmation, proposal_channels
from .disposal_items import ItemRow, find_records, item_rows
from .disposal_page import proposal_row, proposal_url
from .due_records import DueRecord

TITLE = _("Proposal to dispose of: ${title}")


class ProposalPage(ChosenItemsPage):
    """The page of a proposal, ``?proposal=…``, with its items and the form that confirms it."""

    acts = acts(replace(CONFIRM, fields=IConfirmation), WITHDRAW)

    def __call__(self):
        if disposal_storage.find_proposal(self.context, self.id) is None:
            raise NotFound(self.id)
        return super().__call__()

    @property
    def id(self) -> str:
        """Return the id of the proposal."""
        return form_text(self.request.form, "proposal")

    def next_url(self) -> str:
        return proposal_url(self.context, self.id)

    @property
    def title(self) -> Message:
        return Message(TITLE, mapping={"title": KINDS[self.proposal["kind"]].title})

    @property
    def subject(self) -> dict[str, str]:
        return {"proposal": self.id}

    @cached_property
    def proposal(self) -> Mapping:
        """The proposal as it is stored."""
        return disposal_storage.get_proposal(self.context, self.id)

    @property
    def known(self) -> Mapping[str, str]:
        return self.proposal.get("owners", {})

    @cached_property
    def items(self) -> list[DueRecord]:
        kind, ids = self.proposal["kind"], self.proposal["items"]
        return [*find_records(self.context, kind, ids)]

    def row(self) -> dict:
        """Return the values of the proposal."""
        return proposal_row(self.proposal)

    def rows(self) -> list[ItemRow]:
        """Return the items on this page of the list."""
        return item_rows(self.context, self.proposal["kind"], self.shown, self.known)

    def kept_number(self) -> int:
        """Return how many of the items are held or requested now, and so will stay."""
        rows = item_rows(self.context, self.proposal["kind"], self.items, self.known)
        return sum(bool(each.held) for each in rows)

    @cached_property
    def obstacle(self) -> Message | None:
        """The sentence that states why the user may not confirm the proposal, or None."""
        channels = proposal_channels(self.context, self.proposal)
        return confirmation_refusal(self.context, self.proposal["proposed"][0], channels)

    def decision_form(self) -> dict:
        """Return the form that confirms or withdraws the proposal."""
        names = (WITHDRAW.name,) if self.obstacle else (CONFIRM.name, WITHDRAW.name)
        look = "secondary" if self.obstacle else "danger secondary"
        return self.form(*names, look=look, proposal=self.id)


class DisposalCertificate(BrowserView):
    """The view ``@@disposal-certificate?proposal=…``, which serves a certificate as a file."""

    def __call__(self):
        name = form_text(self.request.form, "proposal")
        proposal = disposal_storage.find_proposal(self.context, name)
        if proposal is None or proposal["state"] != disposal_storage.DONE:
            raise NotFound(name)
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        disposition = f'attachment; filename="gallringsbevis-{name}.txt"'
        response.setHeader("Content-Disposition", disposition)
        return disposal_certificate(self.context, name, proposal).encode()
