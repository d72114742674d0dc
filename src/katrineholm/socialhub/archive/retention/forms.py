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
from ...accounts.channels.retention import KINDS, LEAST, MOST, Rule
from ...inbox.routing.roles import me
from ...site.forms.acts import Act, acts
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.schema import Line, Number, Pick, Words, vocabulary
from ...site.forms.words import has_words
from . import due
from .disposal import LONGEST, confirm, propose, withdraw

NO_KIND = _("There is no such kind of record.")
DECISION = _("Decision, for example the number and section of the plan for keeping records")

RECORDS = vocabulary({name: KINDS[name].title for name in KINDS})


def rule(hub: Container, kind: str, days: int, decision: str, is_active: bool) -> None:
    """Replace the rule of a kind; raise Refusal if there is no such kind."""
    if kind not in KINDS:
        raise Refusal(NO_KIND)
    before = retention.rules(hub)[kind]
    wanted = Rule(kind, days, decision, is_active, before.by, before.when)
    if wanted == before and before.when:
        return
    retention.write(hub, replace(wanted, by=me(), when=int(time())))
    logger.info("The rule for %s is %d days, in force: %s, by %s", kind, days, is_active, me())


def period(given: object) -> int:
    """Return the number of days in a form's or a body's value; raise Refusal."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 9:
        given = int(given)
    if type(given) is int and LEAST <= given <= MOST:
        return given
    most = {"least": LEAST, "most": MOST}
    raise Refusal(_("Write the period as days, from ${least} to ${most}.", mapping=most))


class IRule(Interface):
    """The retention rule of a kind of records."""

    kind = Pick(title=_("Kind of record"), vocabulary=RECORDS, demand=NO_KIND)
    days = Number(title=_("Days"), min=LEAST, max=MOST, clean=period)
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

    kind = Pick(title=_("Kind of record"), vocabulary=RECORDS, demand=NO_KIND)
    entries = List(
        title=_("Due, at most ${most} at once; the others follow", mapping={"most": due.MOST}),
        value_type=Words(required=False),
        required=False,
    )
    # Without one, that of the rule is used.
    decision = Line(title=DECISION, max_length=LONGEST, required=False, judged=True)
    widget("kind", type="hidden")
    widget("entries", type="checkboxes")


class IProposed(Interface):
    """A proposal, by its id."""

    proposal = Line(title=_("Proposal, by its id"), judged=True)
    widget("proposal", type="hidden")


class IConfirmed(IProposed):
    """A proposal that a person confirms with a tick."""

    confirmed = Bool(title=_("I confirm: it is erased for good"), required=False)

    @invariant
    def is_confirmed(given: Any) -> None:
        if not given.confirmed:
            raise FaultyFields({"confirmed": _("Confirm that it is to be erased for good.")})


def _rule(at, given):
    rule(at.context, given["kind"], given["days"], given["decision"], given["active"])


RULE = Act("rule", _rule, _("The rule is kept."), title=_("Keep the rule"), fields=IRule)
PROPOSE = Act(
    "propose",
    lambda at, given: propose(at.context, given["kind"], given["entries"], given["decision"]),
    _("Proposed. Somebody else confirms it."),
    title=_("Propose disposal"),
    fields=IProposal,
)
CONFIRM = Act(
    "confirm",
    lambda at, given: confirm(at.context, given["proposal"]),
    _("Confirmed. The worker carries it out within some minutes."),
    title=_("Confirm disposal"),
    fields=IProposed,
)
WITHDRAW = Act(
    "withdraw",
    lambda at, given: withdraw(at.context, given["proposal"]),
    _("The proposal is taken back."),
    title=_("Take the proposal back"),
    fields=IProposed,
)
DISPOSING = acts(PROPOSE, CONFIRM, WITHDRAW)
