"""``@@dispose-entries`` on a hub: the due records, the proposals and their confirmation."""

from dataclasses import replace
from functools import cached_property
from itertools import islice
from time import time

from Products.Five import BrowserView
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.moments import when
from ...accounts.channels.retention import KINDS, rules
from ...accounts.people.person import member_name
from ...inbox.routing.roles import me
from ...site.forms.acts import ActPage, acts, offered
from ...site.forms.request import text
from ...site.forms.words import ANOTHER_CONFIRMS
from . import book
from .certificate import certificate
from .due import MOST, due, kinds
from .forms import CONFIRM, PROPOSE, WITHDRAW, IConfirmed

STATES = {
    book.PROPOSED: _("Waits to be confirmed"),
    book.CONFIRMED: _("Confirmed: it is being carried out"),
    book.WITHDRAWN: _("Taken back"),
    book.DONE: _("Carried out"),
}
SHOWN = 50


class DisposeEntries(ActPage):
    """The page of disposals; ``?kind=withdrawn`` shows the due records of a kind."""

    title = _("Disposal of entries")
    another_confirms = ANOTHER_CONFIRMS
    lead = _(
        "One archivist proposes by which decision, another confirms. Then the content is erased "
        "for good; that the entry was there, who decided, and hashes of it stay."
    )
    acts = acts(PROPOSE, replace(CONFIRM, fields=IConfirmed), WITHDRAW)

    def kinds(self) -> list[dict]:
        """Return the kinds with a rule in force."""
        found = rules(self.context)
        return [
            {"name": each, "title": KINDS[each].title, "days": found[each].days}
            for each in kinds(self.context)
        ]

    @cached_property
    def kind(self) -> str:
        """The kind in the request; empty for none."""
        asked = text(self.request.form, "kind")
        return asked if asked in kinds(self.context) else ""

    @property
    def kind_title(self) -> Message:
        return KINDS[self.kind].title

    def proposal_form(self) -> dict | None:
        """Return the form with the first due records, or None if there are none."""
        channels = known(self.context)
        titles = {each.administration.uid: each.administration.title for each in channels}
        titles |= {each.uid: each.title for each in channels}
        found = [*islice(due(self.context, self.kind, int(time())), MOST)]
        options = [
            {
                "value": each.id,
                "title": each.title,
                "about": f"{titles.get(each.whose, '')}, {when(each.time)['text']}",
            }
            for each in found
        ]
        decision, ids = rules(self.context)[self.kind].decision, [each.id for each in found]
        form = self.form(PROPOSE.name, kind=self.kind, entries=ids, decision=decision)
        return offered(form, entries=options) if options else None

    def proposals(self) -> list[dict]:
        """Return the latest proposals, newest first."""
        return [self._proposal_row(*each) for each in islice(book.of(self.context), SHOWN)]

    def _proposal_row(self, name, proposal):
        outcomes = [each[0] if each else "" for each in proposal["items"].values()]
        by, at = proposal["proposed"]
        confirmed = proposal.get("confirmed", ("", 0))
        names = (WITHDRAW.name,) if by == me() else (CONFIRM.name, WITHDRAW.name)
        look = "danger secondary" if len(names) > 1 else "secondary"
        return {
            "id": name,
            "form": self.form(*names, look=look, of=name, proposal=name),
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


class Certificate(BrowserView):
    """``@@disposal-certificate?proposal=…``: the certificate of a disposal, as a file."""

    def __call__(self):
        name = text(self.request.form, "proposal")
        proposal = book.get(self.context, name)
        if proposal is None or proposal["state"] != book.DONE:
            raise NotFound(name)
        response = self.request.response
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        disposition = f'attachment; filename="gallringsbevis-{name}.txt"'
        response.setHeader("Content-Disposition", disposition)
        return certificate(self.context, name, proposal).encode()
