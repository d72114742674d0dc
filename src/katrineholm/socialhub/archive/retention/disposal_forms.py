"""The acts on retention rules and disposals, each defined once for pages and REST services.

Nothing is erased here; the worker carries out confirmed proposals (see ``disposal_chore``).
"""

from dataclasses import replace
from itertools import islice
from time import time
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface, invariant
from zope.schema import Bool, List

from ... import _, logger
from ...accounts.channels import retention
from ...accounts.channels.retention import KINDS, LEAST, MOST, RetentionRule, retention_rules
from ...inbox.steps.roles import current_actor
from ...site.pages.acts import Act, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText, NumberField, SingleChoice, vocabulary
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from . import disposal_storage
from .due_records import MOST_AT_ONCE, cutoff_time, due_records, is_disposable_kind

LONGEST = 1000
NO_SUCH_PROPOSAL = _("There is no such proposal.")
ALREADY_DECIDED = _("Somebody else was first: the proposal has been decided on already.")
NO_KIND = _("There is no such kind of record.")
DECISION = _("Decision, for example the number and section of the plan for keeping records")


def propose_disposal(hub: Container, kind: str, entries: list[str], decision: str) -> str:
    """Store a proposal to dispose of some due items and return its id; raise Refusal if invalid."""
    if not is_disposable_kind(kind) or not (rule := retention_rules(hub)[kind]).is_active:
        raise Refusal(_("There is no rule in force for it."))
    decision = decision or rule.decision
    now, faults = int(time()), FormFaults()
    faults.require("decision", has_words(decision), _("Say by which decision it is disposed of."))
    faults.require(
        "decision",
        len(decision) <= LONGEST,
        _("The decision may be ${limit} characters long at most.", mapping={"limit": LONGEST}),
    )
    ripe = {each.id for each in islice(due_records(hub, kind, now), MOST_AT_ONCE)}
    faults.require(
        "entries",
        entries and not {*entries} - ripe,
        _("Choose entries that are due, and not held or proposed already."),
    )
    faults.raise_faults()
    values = {"kind": kind, "decision": decision, "before": cutoff_time(hub, kind, now)}
    name = disposal_storage.add_proposal(
        hub, {**values, "proposed": (current_actor(), now)}, entries
    )
    logger.info(
        "Disposal %s of %d (%s) is proposed by %s", name, len(entries), kind, current_actor()
    )
    return name


def confirm_disposal(hub: Container, name: str) -> str:
    """Confirm an open proposal by somebody else and return its id; otherwise raise Refusal."""
    proposal = _open_proposal(hub, name)
    if proposal["proposed"][0] == current_actor():
        raise Refusal(_("You proposed it yourself: somebody else confirms it."))
    proposal.update(state=disposal_storage.CONFIRMED, confirmed=(current_actor(), int(time())))
    disposal_storage.note_proposal(hub, name)
    logger.info("Disposal %s is confirmed by %s", name, current_actor())
    return name


def withdraw_proposal(hub: Container, name: str) -> str:
    """Withdraw an open proposal, whoever made it, and return its id; otherwise raise Refusal."""
    _open_proposal(hub, name).update(
        state=disposal_storage.WITHDRAWN, withdrew=(current_actor(), int(time()))
    )
    disposal_storage.note_proposal(hub, name)
    logger.info("Disposal %s is taken back by %s", name, current_actor())
    return name


def _open_proposal(hub, name):
    proposal = disposal_storage.find_proposal(hub, name)
    if proposal is None:
        raise Refusal(NO_SUCH_PROPOSAL)
    if proposal["state"] != disposal_storage.PROPOSED:
        raise Refusal(ALREADY_DECIDED)
    return proposal


KIND_VOCABULARY = vocabulary({name: KINDS[name].title for name in KINDS})


def save_rule(hub: Container, kind: str, days: int, decision: str, is_active: bool) -> None:
    """Replace the retention rule of a kind of record; raise Refusal if the kind is unknown."""
    if kind not in KINDS:
        raise Refusal(NO_KIND)
    before = retention.retention_rules(hub)[kind]
    wanted = RetentionRule(kind, days, decision, is_active, before.by, before.when)
    if wanted == before and before.when:
        return
    retention.store_rule(hub, replace(wanted, by=current_actor(), when=int(time())))
    logger.info(
        "The rule for %s is %d days, in force: %s, by %s", kind, days, is_active, current_actor()
    )


def retention_days(given: object) -> int:
    """Return the number of days given in a form or a JSON body; raise Refusal if it is invalid."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 9:
        given = int(given)
    if type(given) is int and LEAST <= given <= MOST:
        return given
    most = {"least": LEAST, "most": MOST}
    raise Refusal(_("Write the period as days, from ${least} to ${most}.", mapping=most))


class IRule(Interface):
    """The retention rule of a kind of record."""

    kind = SingleChoice(title=_("Kind of record"), vocabulary=KIND_VOCABULARY, demand=NO_KIND)
    days = NumberField(title=_("Days"), min=LEAST, max=MOST, clean=retention_days)
    decision = Line(title=DECISION, max_length=LONGEST, required=False)
    active = Bool(title=_("The rule is in force"), required=False)
    widget("kind", type="hidden")
    widget("days", type="text", inputmode="numeric")

    @invariant
    def has_decision(given: Any) -> None:
        """Require a decision for a rule that is in force."""
        if given.active and not has_words(given.decision or ""):
            said = _("A rule is put in force by a decision: say which.")
            raise FaultyFields({"decision": said})


class IProposal(Interface):
    """The fields of a proposal to dispose of due records."""

    kind = SingleChoice(title=_("Kind of record"), vocabulary=KIND_VOCABULARY, demand=NO_KIND)
    entries = List(
        title=_(
            "Due, at most ${most} at once; the others follow",
            mapping={"most": MOST_AT_ONCE},
        ),
        value_type=LongText(required=False),
        required=False,
    )
    # Without one, that of the rule is used.
    decision = Line(title=DECISION, max_length=LONGEST, required=False, judged=True)
    widget("kind", type="hidden")
    widget("entries", type="checkboxes")


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


def _rule(at, given):
    save_rule(at.context, given["kind"], given["days"], given["decision"], given["active"])


RULE = Act("rule", _rule, _("The rule is kept."), title=_("Keep the rule"), fields=IRule)
PROPOSE = Act(
    "propose",
    lambda at, given: propose_disposal(
        at.context, given["kind"], given["entries"], given["decision"]
    ),
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
