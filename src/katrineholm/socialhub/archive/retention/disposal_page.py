"""The view ``@@dispose-entries`` of a hub, with due records, proposals and their confirmation."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from time import time

from plone import api
from plone.dexterity.content import Container
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import all_channels
from ...accounts.channels.person import member_name
from ...accounts.channels.retention import KINDS, retention_rules
from ...accounts.channels.times import formatted_time
from ...inbox.steps.roles import current_actor
from ...site.pages.acts import ActPage, acts, form_with_options
from ...site.pages.request import form_text
from ...site.pages.text_checks import ANOTHER_CONFIRMS
from ...site.settings.registry import municipality_name
from . import disposal_storage
from .disposal_forms import CONFIRM, PROPOSE, WITHDRAW, IConfirmation
from .due_records import MOST_AT_ONCE, active_kinds, due_records

OUTCOME_TEXTS = {
    disposal_storage.GONE: "gallrat",
    disposal_storage.HELD: "inte gallrat: gallringsstopp eller öppen begäran",
    disposal_storage.OTHER: "inte gallrat: har ändrats sedan förslaget",
}
STATE_TITLES = {
    disposal_storage.PROPOSED: _("Waits to be confirmed"),
    disposal_storage.CONFIRMED: _("Confirmed: it is being carried out"),
    disposal_storage.WITHDRAWN: _("Taken back"),
    disposal_storage.DONE: _("Carried out"),
}
MOST_SHOWN = 50


def disposal_certificate(hub: Container, name: str, proposal: Mapping) -> str:
    """Return the certificate of a finished disposal, in Swedish, with a line for each item."""
    proposed, confirmed = proposal["proposed"], proposal["confirmed"]
    items = [*proposal["items"].items()]
    gone = sum(outcome[0] == disposal_storage.GONE for _entry, outcome in items)
    lines = [
        f"Gallringsbevis {name}",
        "",
        f"Myndighet: {municipality_name()}",
        f"Samlingsplats: {hub.title}",
        f"Handlingsslag: {api.portal.translate(KINDS[proposal['kind']].title)}",
        f"Beslut: {proposal['decision']}",
        f"Föreslaget av: {_who(*proposed)}",
        f"Bekräftat av: {_who(*confirmed)}",
        f"Genomfört: {formatted_time(proposal['done'])['text']}",
        f"Gallrat: {gone} av {len(items)}",
        "",
        "Varje rad: id, vad som hände, när, och kontrollsummor (SHA-256) över det som",
        "fanns: inlägget och dess tidigare lydelser, bilderna eller filerna.",
        "",
        *(
            "\t".join([entry, OUTCOME_TEXTS[outcome], formatted_time(timestamp)["text"], *hashes])
            for entry, (outcome, hashes, timestamp) in items
        ),
    ]
    return "\n".join(lines) + "\n"


def _who(user, moment):
    name = member_name(user)
    known = user if name == user else f"{name} ({user})"
    return f"{known}, {formatted_time(moment)['text']}"


class DisposalPage(ActPage):
    """The page of disposals; ``?kind=withdrawn`` lists the due records of that kind."""

    title = _("Disposal of entries")
    another_confirms = ANOTHER_CONFIRMS
    lead = _(
        "One archivist proposes by which decision, another confirms. Then the content is erased "
        "for good; that the entry was there, who decided, and hashes of it stay."
    )
    acts = acts(PROPOSE, replace(CONFIRM, fields=IConfirmation), WITHDRAW)

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

    def proposal_form(self) -> dict | None:
        """Return the form that proposes the first due records; None if no record is due."""
        channels = all_channels(self.context)
        titles = {each.administration.uid: each.administration.title for each in channels}
        titles |= {each.uid: each.title for each in channels}
        found = [*islice(due_records(self.context, self.kind, int(time())), MOST_AT_ONCE)]
        options = [
            {
                "value": each.id,
                "title": each.title,
                "about": f"{titles.get(each.whose, '')}, {formatted_time(each.time)['text']}",
            }
            for each in found
        ]
        decision = retention_rules(self.context)[self.kind].decision
        ids = [each.id for each in found]
        form = self.form(PROPOSE.name, kind=self.kind, entries=ids, decision=decision)
        return form_with_options(form, entries=options) if options else None

    def proposals(self) -> list[dict]:
        """Return a row for each of the latest proposals, newest first."""
        return [
            self._proposal_row(*each)
            for each in islice(disposal_storage.all_proposals(self.context), MOST_SHOWN)
        ]

    def _proposal_row(self, name, proposal):
        outcomes = [each[0] if each else "" for each in proposal["items"].values()]
        by, at = proposal["proposed"]
        confirmed = proposal.get("confirmed", ("", 0))
        names = (WITHDRAW.name,) if by == current_actor() else (CONFIRM.name, WITHDRAW.name)
        look = "danger secondary" if len(names) > 1 else "secondary"
        return {
            "id": name,
            "form": self.form(*names, look=look, of=name, proposal=name),
            "title": KINDS[proposal["kind"]].title,
            "decision": proposal["decision"],
            "state": STATE_TITLES[proposal["state"]],
            "is_open": proposal["state"] == disposal_storage.PROPOSED,
            "is_mine": by == current_actor(),
            "is_done": proposal["state"] == disposal_storage.DONE,
            "proposed": {"who": member_name(by), "when": formatted_time(at)["text"]},
            "confirmed": confirmed[0]
            and {
                "who": member_name(confirmed[0]),
                "when": formatted_time(confirmed[1])["text"],
            },
            "number": len(outcomes),
            "gone": outcomes.count(disposal_storage.GONE),
            "held": outcomes.count(disposal_storage.HELD),
            "other": outcomes.count(disposal_storage.OTHER),
        }


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
