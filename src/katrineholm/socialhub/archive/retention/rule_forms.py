"""The acts on retention rules: one archivist proposes a rule, another confirms it."""

from dataclasses import replace
from time import time
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface, invariant
from zope.schema import Bool

from ... import _, logger
from ...accounts.channels import retention
from ...accounts.channels.retention import KINDS, LEAST, MOST, RetentionRule
from ...inbox.steps.roles import current_actor
from ...inbox.steps.second_person import confirmation_refusal
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, NumberField, SingleChoice, vocabulary
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words
from . import retention_log

LONGEST = 1000
NO_KIND = _("There is no such kind of record.")
NO_PROPOSED_RULE = _("No such rule waits to be confirmed.")
IS_PROPOSED = _("A rule for it waits to be confirmed: confirm it or take it back first.")
DECISION = _("Decision, for example the number and section of the plan for keeping records")
KIND_VOCABULARY = vocabulary({name: KINDS[name].title for name in KINDS})


def propose_rule(hub: Container, kind: str, days: int, decision: str, is_active: bool) -> None:
    """Propose a rule for a kind of record, unless it is in force or proposed already.

    Raise Refusal if the kind is unknown, or if another rule for it is proposed.
    """
    if kind not in KINDS:
        raise Refusal(NO_KIND)
    wanted = RetentionRule(kind, days, decision, is_active)
    waits, known = retention.proposed_rules(hub).get(kind), retention.retention_rules(hub)[kind]
    if waits and _terms(waits) != wanted:
        raise Refusal(IS_PROPOSED)
    if waits or (known.when and _terms(known) == wanted):
        return
    proposed = replace(wanted, by=current_actor(), when=int(time()))
    retention.store_proposed_rule(hub, proposed)
    _log(hub, retention_log.PROPOSE, proposed, proposed.when)


def confirm_rule(hub: Container, kind: str, proposed: int) -> None:
    """Put the rule in force that another person proposed at a timestamp; else raise Refusal."""
    rule = _waiting_rule(hub, kind, proposed)
    if refusal := confirmation_refusal(hub, rule.by):
        raise Refusal(refusal)
    rule = replace(rule, confirmed_by=current_actor(), confirmed=int(time()))
    retention.delete_proposed_rule(hub, kind)
    retention.store_rule(hub, rule)
    _log(hub, retention_log.CONFIRM, rule, rule.confirmed)


def withdraw_rule(hub: Container, kind: str, proposed: int) -> None:
    """Withdraw or decline the rule that was proposed at a timestamp; raise Refusal without any."""
    rule = _waiting_rule(hub, kind, proposed)
    retention.delete_proposed_rule(hub, kind)
    _log(hub, retention_log.WITHDRAW, rule, int(time()))


def retention_days(given: object) -> int:
    """Return the number of days given in a form or a JSON body; raise Refusal if it is invalid."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 9:
        given = int(given)
    if type(given) is int and LEAST <= given <= MOST:
        return given
    most = {"least": LEAST, "most": MOST}
    raise Refusal(_("Write the period as days, from ${least} to ${most}.", mapping=most))


def _terms(rule):
    return RetentionRule(rule.kind, rule.days, rule.decision, rule.is_active)


def _waiting_rule(hub, kind, proposed):
    rule = retention.proposed_rules(hub).get(kind)
    if rule is None or rule.when != proposed:
        raise Refusal(NO_PROPOSED_RULE)
    return rule


def _log(hub, act, rule, now):
    facts = retention_log.rule_facts(rule)
    retention_log.add_line(hub, act, rule.kind, facts, who=current_actor(), now=now)
    logger.info("Rule for %s: %s by %s", rule.kind, act, current_actor())


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


class IProposedRule(Interface):
    """A reference to a proposed rule, which is the one that the user has seen."""

    kind = SingleChoice(title=_("Kind of record"), vocabulary=KIND_VOCABULARY, demand=NO_KIND)
    proposed = NumberField(title=_("When it was proposed, in seconds since 1970"))
    widget("kind", type="hidden")
    widget("proposed", type="hidden")


RULE = Act(
    "rule",
    lambda at, given: propose_rule(
        at.context, given["kind"], given["days"], given["decision"], given["active"]
    ),
    _("The rule is proposed. It is in force when another archivist has confirmed it."),
    title=_("Propose the rule"),
    fields=IRule,
)
CONFIRM = Act(
    "confirm",
    lambda at, given: confirm_rule(at.context, given["kind"], given["proposed"]),
    _("The rule is confirmed."),
    title=_("Confirm the rule"),
    fields=IProposedRule,
)
WITHDRAW = Act(
    "withdraw",
    lambda at, given: withdraw_rule(at.context, given["kind"], given["proposed"]),
    _("The proposal is taken back."),
    title=_("Take the proposal back"),
    fields=IProposedRule,
)
RULE_ACTS = acts(RULE, CONFIRM, WITHDRAW)
