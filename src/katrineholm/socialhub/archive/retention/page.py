"""``@@dispose-entries`` on a hub: what is due, proposed by one, confirmed by another."""

from functools import cached_property
from itertools import islice
from time import time

from zExceptions import NotFound

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.moments import when
from ...accounts.channels.retention import KINDS, rules
from ...accounts.people.person import member_name
from ...inbox.routing.roles import me
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import FormPage, text, texts
from . import book
from .certificate import certificate
from .disposal import confirm, propose, withdraw
from .due import MOST, due, kinds

STATES = {
    book.PROPOSED: _("Waits to be confirmed"),
    book.CONFIRMED: _("Confirmed: it is being carried out"),
    book.WITHDRAWN: _("Taken back"),
    book.DONE: _("Carried out"),
}
SHOWN = 50


class DisposeEntries(FormPage):
    """An address says of which kind what is due is shown: ``?kind=withdrawn``."""

    most = MOST

    def kinds(self) -> list[dict]:
        """The kinds with a rule in force."""
        found = rules(self.context)
        return [
            {"name": each, "title": KINDS[each].title, "days": found[each].days}
            for each in kinds(self.context)
        ]

    @cached_property
    def kind(self) -> str:
        """The kind that is asked for; empty for none."""
        asked = text(self.request.form, "kind")
        return asked if asked in kinds(self.context) else ""

    @property
    def kind_title(self):
        return KINDS[self.kind].title

    @property
    def decision(self) -> str:
        return self.given("decision") or rules(self.context)[self.kind].decision

    def due(self) -> list[dict]:
        """The first of what is due."""
        channels = known(self.context)
        titles = {each.administration.uid: each.administration.title for each in channels}
        titles |= {each.uid: each.title for each in channels}
        found = islice(due(self.context, self.kind, int(time())), MOST)
        return [
            {
                "id": each.id,
                "title": each.title,
                "whose": titles.get(each.whose, ""),
                "published": when(each.time)["text"],
            }
            for each in found
        ]

    def proposals(self) -> list[dict]:
        """What was proposed, the latest first."""
        return [self._shown(*each) for each in islice(book.of(self.context), SHOWN)]

    def take(self, form):
        do, name = text(form, "do"), text(form, "proposal")
        if do == "confirm":
            if text(form, "confirmed") != "1":
                raise FaultyFields({"confirmed": _("Confirm that it is to be erased for good.")})
            confirm(self.context, name)
            return _("Confirmed. The worker carries it out within some minutes.")
        if do == "withdraw":
            withdraw(self.context, name)
            return _("The proposal is taken back.")
        propose(self.context, self.kind, texts(form, "entries"), text(form, "decision"))
        return _("Proposed. Somebody else confirms it.")

    def next_url(self) -> str:
        return f"{self.context.absolute_url()}/@@dispose-entries"

    def _shown(self, name, proposal):
        outcomes = [each[0] if each else "" for each in proposal["items"].values()]
        by, at = proposal["proposed"]
        confirmed = proposal.get("confirmed", ("", 0))
        return {
            "id": name,
            "title": KINDS[proposal["kind"]].title,
            "decision": proposal["decision"],
            "state": STATES[proposal["state"]],
            "is_open": proposal["state"] == book.PROPOSED,
            "is_mine": by == me(),
            "is_done": proposal["state"] == book.DONE,
            "proposed": {"who": member_name(by), "when": when(at)["text"]},
            "confirmed": confirmed[0]
            and {
                "who": member_name(confirmed[0]),
                "when": when(confirmed[1])["text"],
            },
            "number": len(outcomes),
            "gone": outcomes.count(book.GONE),
            "held": outcomes.count(book.HELD),
            "other": outcomes.count(book.OTHER),
        }


class Certificate(FormPage):
    """``@@disposal-certificate?proposal=…``: what a disposal has done, as a file."""

    def __call__(self):
        name = text(self.request.form, "proposal")
        proposal = book.get(self.context, name)
        if proposal is None or proposal["state"] != book.DONE:
            raise NotFound(name)
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        told = f'attachment; filename="gallringsbevis-{name}.txt"'
        response.setHeader("Content-Disposition", told)
        return certificate(self.context, name, proposal).encode()
