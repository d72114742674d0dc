"""Proposals of disposal: one person proposes, another confirms; for forms and services.

Nothing is erased here: the worker carries out confirmed proposals (see ``disposal_chore``).
"""

from itertools import islice
from time import time

from plone.dexterity.content import Container

from ... import _, logger
from ...accounts.channels.retention import retention_rules
from ...inbox.steps.roles import current_actor
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import Refusal
from ...site.pages.text_checks import has_words
from . import disposal_storage
from .due_records import MOST_AT_ONCE, cutoff_time, due_records, is_disposable_kind

LONGEST = 1000
NO_SUCH_PROPOSAL = _("There is no such proposal.")
ALREADY_DECIDED = _("Somebody else was first: the proposal has been decided on already.")


def propose_disposal(hub: Container, kind: str, entries: list[str], decision: str) -> str:
    """Propose to dispose of some due items of a kind; return the proposal's id. Raise Refusal."""
    if not is_disposable_kind(kind) or not (rule := retention_rules(hub)[kind]).is_active:
        raise Refusal(_("There is no rule in force for it."))
    decision = decision or rule.decision
    now, faults = int(time()), FormFaults()
    faults.demand("decision", has_words(decision), _("Say by which decision it is disposed of."))
    faults.demand(
        "decision",
        len(decision) <= LONGEST,
        _("The decision may be ${limit} characters long at most.", mapping={"limit": LONGEST}),
    )
    ripe = {each.id for each in islice(due_records(hub, kind, now), MOST_AT_ONCE)}
    faults.demand(
        "entries",
        entries and not {*entries} - ripe,
        _("Choose entries that are due, and not held or proposed already."),
    )
    faults.done()
    values = {"kind": kind, "decision": decision, "before": cutoff_time(hub, kind, now)}
    name = disposal_storage.add_proposal(
        hub, {**values, "proposed": (current_actor(), now)}, entries
    )
    logger.info(
        "Disposal %s of %d (%s) is proposed by %s", name, len(entries), kind, current_actor()
    )
    return name


def confirm_disposal(hub: Container, name: str) -> str:
    """Confirm another person's proposal and return its id; raise Refusal."""
    proposal = _open_proposal(hub, name)
    if proposal["proposed"][0] == current_actor():
        raise Refusal(_("You proposed it yourself: somebody else confirms it."))
    proposal.update(state=disposal_storage.CONFIRMED, confirmed=(current_actor(), int(time())))
    logger.info("Disposal %s is confirmed by %s", name, current_actor())
    return name


def withdraw_proposal(hub: Container, name: str) -> str:
    """Withdraw a proposal, whoever made it, and return its id; raise Refusal."""
    _open_proposal(hub, name).update(
        state=disposal_storage.WITHDRAWN, withdrew=(current_actor(), int(time()))
    )
    logger.info("Disposal %s is taken back by %s", name, current_actor())
    return name


def _open_proposal(hub, name):
    proposal = disposal_storage.find_proposal(hub, name)
    if proposal is None:
        raise Refusal(NO_SUCH_PROPOSAL)
    if proposal["state"] != disposal_storage.PROPOSED:
        raise Refusal(ALREADY_DECIDED)
    return proposal
