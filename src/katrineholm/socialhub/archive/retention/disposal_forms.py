"""The acts on disposals, each defined once for pages and REST services.

Nothing is erased here; the worker carries out confirmed proposals (see ``disposal_chore``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from itertools import islice
from time import time
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface, invariant
from zope.schema import Bool, List

from ... import _, logger
from ...accounts.channels.retention import retention_rules
from ...inbox.steps.roles import current_actor
from ...inbox.steps.second_person import archivist_groups, confirmation_refusal
from ...site.pages.acts import Act, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText, NumberField, SingleChoice
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from . import disposal_storage, retention_log
from .disposal_items import find_records, item_channels, place_titles
from .due_records import (
    MOST_AT_ONCE,
    Choice,
    DueRecord,
    cutoff_time,
    due_records,
    is_disposable_kind,
)
from .rule_forms import DECISION, KIND_VOCABULARY, LONGEST, NO_KIND

NO_SUCH_PROPOSAL = _("There is no such proposal.")
ALREADY_DECIDED = _("Somebody else was first: the proposal has been decided on already.")
NO_RULE = _("There is no rule in force for it.")
RULE_CHANGED = _("The rule has changed since it was proposed: take it back and propose it again.")
SEVERAL_AUTHORITIES = _("They belong to several authorities: propose those of one at a time.")


def propose_disposal(
    hub: Container,
    kind: str,
    entries: list[str],
    decision: str,
    *,
    choice: Choice | None = None,
    number: int | None = None,
) -> str:
    """Store a proposal to dispose of due items and return its id; raise Refusal if invalid.

    With ``number`` all that is due of a ``choice`` is proposed, if that is how many there are.
    """
    if not is_disposable_kind(kind) or not (rule := retention_rules(hub)[kind]).is_active:
        raise Refusal(NO_RULE)
    decision = decision or rule.decision
    now, faults = int(time()), FormFaults()
    faults.require("decision", has_words(decision), _("Say by which decision it is disposed of."))
    faults.require(
        "decision",
        len(decision) <= LONGEST,
        _("The decision may be ${limit} characters long at most.", mapping={"limit": LONGEST}),
    )
    due = _due_items(hub, kind, now, choice)
    found = faults.take("entries", _chosen, due, entries, number) or {}
    owners = {each.whose for each in found.values()}
    is_single = len(archivist_groups(hub, item_channels(hub, owners))) == 1
    faults.require("entries", is_single, SEVERAL_AUTHORITIES)
    faults.raise_faults()
    titles = place_titles(hub)
    values = {
        **{"kind": kind, "decision": decision, "before": cutoff_time(hub, kind, now)},
        **{"rule": astuple(rule)[1:], "proposed": (current_actor(), now)},
        "owners": {each: titles.get(each, each) for each in owners},
    }
    name = disposal_storage.add_proposal(hub, values, [*found])
    _log(hub, retention_log.PROPOSE, name, now)
    return name


def confirm_disposal(hub: Container, name: str) -> str:
    """Confirm an open proposal by somebody else and return its id; otherwise raise Refusal."""
    proposal, now = _open_proposal(hub, name), int(time())
    channels = proposal_channels(hub, proposal)
    if refusal := confirmation_refusal(hub, proposal["proposed"][0], channels):
        raise Refusal(refusal)
    rule = retention_rules(hub)[proposal["kind"]]
    if not rule.is_active or proposal["before"] > cutoff_time(hub, rule.kind, now):
        raise Refusal(RULE_CHANGED)
    proposal.update(state=disposal_storage.CONFIRMED, confirmed=(current_actor(), now))
    _log(hub, retention_log.CONFIRM, name, now)
    return name


def withdraw_proposal(hub: Container, name: str) -> str:
    """Withdraw an open proposal, whoever made it, and return its id; otherwise raise Refusal."""
    proposal, now = _open_proposal(hub, name), int(time())
    proposal.update(state=disposal_storage.WITHDRAWN, withdrew=(current_actor(), now))
    _log(hub, retention_log.WITHDRAW, name, now)
    return name


def proposal_channels(hub: Container, proposal: Mapping) -> set[str]:
    """Return the UIDs of the channels that a proposal is about."""
    owners = proposal.get("owners")  # one of 1.0.0a2 has none
    if owners is None:
        items = find_records(hub, proposal["kind"], proposal["items"])
        owners = {each.whose for each in items}
    return item_channels(hub, owners)


def _due_items(hub, kind, now, choice) -> dict[str, DueRecord]:
    found = due_records(hub, kind, now, choice or Choice())
    return {each.id: each for each in islice(found, MOST_AT_ONCE)}


def _chosen(
    due: dict[str, DueRecord], entries: Iterable[str], number: int | None
) -> dict[str, DueRecord]:
    """Return the chosen ones of the due items; raise Refusal if they are not what was seen."""
    if number is not None:
        if number != len(due):
            values = {"number": str(len(due))}
            raise Refusal(_("Now there are ${number}: look at them again.", mapping=values))
        return due
    if not entries or {*entries} - {*due}:
        raise Refusal(_("Choose entries that are due, and not held or proposed already."))
    return {each: due[each] for each in entries}


def _open_proposal(hub, name):
    proposal = disposal_storage.find_proposal(hub, name)
    if proposal is None:
        raise Refusal(NO_SUCH_PROPOSAL)
    if proposal["state"] != disposal_storage.PROPOSED:
        raise Refusal(ALREADY_DECIDED)
    return proposal


def _log(hub, act, name, now):
    disposal_storage.note_proposal(hub, name)
    facts = retention_log.disposal_facts(disposal_storage.get_proposal(hub, name))
    retention_log.add_line(hub, act, name, facts, who=current_actor(), now=now)
    logger.info("Disposal %s of %d: %s by %s", name, facts["count"], act, current_actor())


class IProposal(Interface):
    """The fields of a proposal to dispose of due records."""

    kind = SingleChoice(title=_("Kind of record"), vocabulary=KIND_VOCABULARY, demand=NO_KIND)
    whose = Line(title=_("Channel or administration, by its UID"), required=False)
    year = NumberField(title=_("Year"), min=0, max=9999, required=False)
    entries = List(title=_("Due for disposal"), value_type=LongText(required=False), required=False)
    all = NumberField(
        title=_("All of them, by their number"), min=0, max=MOST_AT_ONCE, required=False
    )
    # Without one, that of the rule is used.
    decision = Line(title=DECISION, max_length=LONGEST, required=False, judged=True)
    for _name in ("kind", "whose", "year"):
        widget(_name, type="hidden")
    del _name
    widget("entries", type="checkboxes")
    widget("all", type="checkboxes")


class IProposalReference(Interface):
    """A reference to a proposal by its id."""

    proposal = Line(title=_("Proposal, by its id"), judged=True)
    widget("proposal", type="hidden")


class IConfirmation(IProposalReference):
    """The form that confirms a proposal, in which a box must be ticked."""

    confirmed = Bool(title=_("I confirm: it is erased for good"), required=False)

    @invariant
    def is_confirmed(given: Any) -> None:
        """Require that the box is ticked."""
        if not given.confirmed:
            raise FaultyFields({"confirmed": _("Confirm that it is to be erased for good.")})


def _propose(at, given):
    choice = Choice(given["whose"], given["year"] or 0)
    values = given["kind"], given["entries"], given["decision"]
    return propose_disposal(at.context, *values, choice=choice, number=given["all"])


PROPOSE = Act(
    "propose",
    _propose,
    _("Proposed. Somebody else confirms it."),
    title=_("Propose disposal"),
    fields=IProposal,
)
CONFIRM = Act(
    "confirm",
    lambda at, given: confirm_disposal(at.context, given["proposal"]),
    _("Confirmed. The worker carries it out within some minutes."),
    title=_("Confirm disposal"),
    fields=IProposalReference,
)
WITHDRAW = Act(
    "withdraw",
    lambda at, given: withdraw_proposal(at.context, given["proposal"]),
    _("The proposal is taken back."),
    title=_("Take the proposal back"),
    fields=IProposalReference,
)
DISPOSAL_ACTS = acts(PROPOSE, CONFIRM, WITHDRAW)
