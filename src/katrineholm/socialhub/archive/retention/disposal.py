"""Proposals of disposal: one person proposes, another confirms; for forms and services.

Nothing is erased here: the worker carries out confirmed proposals (see ``disposal_chore``).
"""

from itertools import islice
from time import time

from plone.dexterity.content import Container

from ... import _, logger
from ...accounts.channels.retention import rules
from ...inbox.routing.roles import me
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal
from ...site.forms.words import has_words
from . import book
from .due import MOST, due, is_ours, limit

LONGEST = 1000
GONE = _("There is no such proposal.")
DECIDED = _("Somebody else was first: the proposal has been decided on already.")


def propose(hub: Container, kind: str, entries: list[str], decision: str) -> str:
    """Propose to dispose of some due items of a kind; return the proposal's id. Raise Refusal."""
    if not is_ours(kind) or not (rule := rules(hub)[kind]).is_active:
        raise Refusal(_("There is no rule in force for it."))
    decision = decision or rule.decision
    now, faults = int(time()), Faults()
    faults.demand("decision", has_words(decision), _("Say by which decision it is disposed of."))
    faults.demand(
        "decision",
        len(decision) <= LONGEST,
        _("The decision may be ${limit} characters long at most.", mapping={"limit": LONGEST}),
    )
    ripe = {each.id for each in islice(due(hub, kind, now), MOST)}
    faults.demand(
        "entries",
        entries and not {*entries} - ripe,
        _("Choose entries that are due, and not held or proposed already."),
    )
    faults.done()
    values = {"kind": kind, "decision": decision, "before": limit(hub, kind, now)}
    name = book.add(hub, {**values, "proposed": (me(), now)}, entries)
    logger.info("Disposal %s of %d (%s) is proposed by %s", name, len(entries), kind, me())
    return name


def confirm(hub: Container, name: str) -> str:
    """Confirm another person's proposal and return its id; raise Refusal."""
    proposal = _open_proposal(hub, name)
    if proposal["proposed"][0] == me():
        raise Refusal(_("You proposed it yourself: somebody else confirms it."))
    proposal.update(state=book.CONFIRMED, confirmed=(me(), int(time())))
    logger.info("Disposal %s is confirmed by %s", name, me())
    return name


def withdraw(hub: Container, name: str) -> str:
    """Withdraw a proposal, whoever made it, and return its id; raise Refusal."""
    _open_proposal(hub, name).update(state=book.WITHDRAWN, withdrew=(me(), int(time())))
    logger.info("Disposal %s is taken back by %s", name, me())
    return name


def _open_proposal(hub, name):
    proposal = book.get(hub, name)
    if proposal is None:
        raise Refusal(GONE)
    if proposal["state"] != book.PROPOSED:
        raise Refusal(DECIDED)
    return proposal
