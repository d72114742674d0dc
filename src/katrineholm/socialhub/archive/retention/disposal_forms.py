"""Rules of retention and disposals: each act once, for the pages and the services."""

from dataclasses import replace
from time import time
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface, invariant
from zope.schema import Bool, List

from ... import _, logger
from ...accounts.channels import retention
from ...accounts.channels.retention import KINDS, LEAST, MOST, RetentionRule
from ...inbox.steps.roles import current_actor
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, LongText, NumberField, SingleChoice, vocabulary
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from . import due_records
from .disposal import LONGEST, confirm_disposal, propose_disposal, withdraw_proposal

NO_KIND = _("There is no such kind of record.")
DECISION = _("Decision, for example the number and section of the plan for keeping records")

KIND_VOCABULARY = vocabulary({name: KINDS[name].title for name in KINDS})


def save_rule(hub: Container, kind: str, days: int, decision: str, is_active: bool) -> None:
    """Replace the rule of a kind; raise Refusal if there is no such kind."""
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
    """Return the number of days in a form's or a body's value; raise Refusal."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 9:
        given = int(given)
    if type(given) is int and LEAST <= given <= MOST:
        return given
    most = {"least": LEAST, "most": MOST}
    raise Refusal(_("Write the period as days, from ${least} to ${most}.", mapping=most))


class IRule(Interface):
    """The retention rule of a kind of records."""

    kind = SingleChoice(title=_("Kind of record"), vocabulary=KIND_VOCABULARY, demand=NO_KIND)
    days = NumberField(title=_("Days"), min=LEAST, max=MOST, clean=retention_days)
    decision = Line(title=DECISION, max_length=LONGEST, required=False)
    active = Bool(title=_("The rule is in force"), required=False)
    widget("kind", type="hidden")
    widget("days", type="text", inputmode="numeric")

    @invariant
    def has_decision(given: Any) -> None:
        if given.active and not has_words(given.decision or ""):
            said = _("A rule is put in force by a decision: say which.")
            raise FaultyFields({"decision": said})


class IProposal(Interface):
    """The due records to dispose of."""

    kind = SingleChoice(title=_("Kind of record"), vocabulary=KIND_VOCABULARY, demand=NO_KIND)
    entries = List(
        title=_(
            "Due, at most ${most} at once; the others follow",
            mapping={"most": due_records.MOST_AT_ONCE},
        ),
        value_type=LongText(required=False),
        required=False,
    )
    # Without one, that of the rule is used.
    decision = Line(title=DECISION, max_length=LONGEST, required=False, judged=True)
    widget("kind", type="hidden")
    widget("entries", type="checkboxes")


class IProposalReference(Interface):
    """A proposal, by its id."""

    proposal = Line(title=_("Proposal, by its id"), judged=True)
    widget("proposal", type="hidden")


class IConfirmation(IProposalReference):
    """A proposal that a person confirms with a tick."""

    confirmed = Bool(title=_("I confirm: it is erased for good"), required=False)

    @invariant
    def is_confirmed(given: Any) -> None:
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
