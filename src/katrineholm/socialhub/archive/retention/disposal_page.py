"""The view ``@@dispose-entries`` of a hub, with due records and the proposals."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from time import time
from typing import Any

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.retention import KINDS, retention_rules
from ...accounts.channels.times import formatted_time
from ...site.pages.acts import acts, form_with_options
from ...site.pages.page_values import link
from ...site.pages.request import form_text
from . import disposal_storage
from .chosen_items import ChosenItemsPage
from .disposal_forms import PROPOSE
from .disposal_items import item_rows
from .due_records import MOST_AT_ONCE, DueRecord, active_kinds, due_records

STATE_TITLES = {
    disposal_storage.PROPOSED: _("Waits to be confirmed"),
    disposal_storage.CONFIRMED: _("Confirmed: it is being carried out"),
    disposal_storage.WITHDRAWN: _("Taken back"),
    disposal_storage.DONE: _("Carried out"),
}
MOST_SHOWN = 50
READ = _("Read it")


class DisposalPage(ChosenItemsPage):
    """The page of disposals; ``?kind=withdrawn`` lists the due records of that kind."""

    title = _("Disposal of entries")
    lead = _(
        "One archivist proposes by which decision, another confirms. Then the content is erased "
        "for good; that the entry was there, who decided, and hashes of it stay."
    )
    acts = acts(replace(PROPOSE, then=lambda at, name: proposal_url(at.context, name)))

    def kinds(self) -> list[dict]:
        """Return the kinds of records that have a rule in force."""
        found = retention_rules(self.context)
        return [
            {"name": each, "title": KINDS[each].title, "days": found[each].days}
            for each in active_kinds(self.context)
        ]

    @cached_property
    def kind(self) -> str:
        """The kind of record in the URL; empty if there is none with a rule in force."""
        asked = form_text(self.request.form, "kind")
        return asked if asked in active_kinds(self.context) else ""

    @property
    def kind_title(self) -> Message:
        return KINDS[self.kind].title

    @property
    def subject(self) -> dict[str, str]:
        return {"kind": self.kind}

    @cached_property
    def items(self) -> list[DueRecord]:
        return [*islice(due_records(self.context, self.kind, int(time())), MOST_AT_ONCE)]

    @cached_property
    def chosen(self) -> list[DueRecord]:
        if not self.is_chosen:
            return self.items
        # Those that are chosen may come after the first ten thousand.
        found = due_records(self.context, self.kind, int(time()), self.choice)
        return [*islice(found, MOST_AT_ONCE)]

    @property
    def is_cut(self) -> bool:
        """Return whether more is due than the page counts."""
        return len(self.items) == MOST_AT_ONCE

    def proposal_form(self) -> dict:
        """Return the form that proposes the items on this page of the list, or all chosen ones."""
        rows = item_rows(self.context, self.kind, self.shown)
        options = [
            {
                **{"value": each.id, "title": each.title, "link": link(each.url, READ)},
                "about": f"{each.channel}, {each.when}",
            }
            for each in rows
        ]
        values: dict[str, Any] = {
            "kind": self.kind,
            "whose": self.choice.whose,
            "year": self.choice.year or "",
        }
        decision = retention_rules(self.context)[self.kind].decision
        form = self.form(PROPOSE.name, **values, decision=decision, entries=[], all="")
        return form_with_options(form, entries=options, all=self._all_option())

    def _all_option(self):
        number = str(len(self.chosen))
        title = _("All ${number}, also those on other pages", mapping={"number": number})
        return [{"value": number, "title": title}] if len(self.chosen) > len(self.shown) else []

    def proposals(self) -> list[dict]:
        """Return a row for each of the latest proposals, newest first."""
        found = islice(disposal_storage.all_proposals(self.context), MOST_SHOWN)
        url = self.context.absolute_url()
        return [
            proposal_row(proposal)
            | {"url": proposal_url(self.context, name)}
            | {"certificate": f"{url}/@@disposal-certificate?proposal={name}"}
            for name, proposal in found
        ]


def proposal_url(hub: Any, name: str) -> str:
    """Return the URL of a proposal's page."""
    return f"{hub.absolute_url()}/@@disposal-proposal?proposal={name}"


def proposal_row(proposal: Mapping) -> dict:
    """Return the values of a proposal that both its page and the list of proposals show."""
    outcomes = [each[0] if each else "" for each in proposal["items"].values()]
    return {
        "title": KINDS[proposal["kind"]].title,
        "decision": proposal["decision"],
        "state": STATE_TITLES[proposal["state"]],
        "is_open": proposal["state"] == disposal_storage.PROPOSED,
        "is_done": proposal["state"] == disposal_storage.DONE,
        "number": len(outcomes),
        **{act: _done(proposal.get(act)) for act in ("proposed", "confirmed", "withdrew")},
        "gone": outcomes.count(disposal_storage.GONE),
        "held": outcomes.count(disposal_storage.HELD),
        "other": outcomes.count(disposal_storage.OTHER),
    }


def _done(act):
    return act and {"who": member_name(act[0]), "when": formatted_time(act[1])["text"]}
