"""``@@rules`` on a channel, and the rules proposed to the information office on a hub."""

from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface

from ... import _
from ...core.messages.grounds import GROUNDS, STATES, OwnRule
from ...site.pages.acts import Act, ActPage, Page, acts
from ...site.pages.form_schema import Line, LongText
from ...site.pages.page_values import page_section
from ...site.pages.permissions import DECIDE_ON_CHANNEL, MODIFY
from ..channels.comment_rules import own_rules, proposed_rules
from ..channels.person import member_name
from ..channels.times import formatted_time
from . import rule_steps
from .consultation import IN_USE, LONGEST


class IProposal(Interface):
    """The field for the text of a proposed rule."""

    text = LongText(title=_("A comment may not contain …"), max_length=LONGEST, judged=True)
    widget("text", rows=2)


class IStep(Interface):
    """The hidden field for the id of the rule that a step is for."""

    rule = Line(required=False)
    widget("rule", type="hidden")


class IAnswer(IStep):
    """The fields of the information office's answer to a proposed rule."""

    note = LongText(title=_("Note (needed when you decline)"), max_length=1000, required=False)
    widget("note", rows=2)


PROPOSE = Act(
    "propose-rule",
    lambda at, given: rule_steps.propose_rule(at.context, given["text"]),
    said=_("The rule is proposed. The information office answers."),
    title=_("Propose"),
    fields=IProposal,
    permission=MODIFY,
)
ACCEPT = Act(
    "accept-rule",
    lambda at, given: rule_steps.answer_proposal(at.context, given["rule"], True, given["note"]),
    said=_("The rule is accepted."),
    title=_("Accept"),
    fields=IAnswer,
    permission=DECIDE_ON_CHANNEL,
)
DECLINE = Act(
    "decline-rule",
    lambda at, given: rule_steps.answer_proposal(at.context, given["rule"], False, given["note"]),
    said=_("The rule is declined."),
    title=_("Decline"),
    fields=IAnswer,
    permission=DECIDE_ON_CHANNEL,
)
ENFORCE = Act(
    "enforce-rule",
    lambda at, given: rule_steps.enforce_rule(at.context, given["rule"]),
    said=_("The rule is in force, and shown on the channel's page."),
    title=_("Put in force"),
    fields=IStep,
    permission=MODIFY,
)
WITHDRAW = Act(
    "withdraw-rule",
    lambda at, given: rule_steps.withdraw_rule(at.context, given["rule"]),
    said=_("The rule is withdrawn."),
    title=_("Withdraw"),
    fields=IStep,
    permission=MODIFY,
)
# The forms of a rule: the acts of each, with the states in which they are possible.
FORMS = (
    {ACCEPT: ("proposed",), DECLINE: ("proposed",)},
    {ENFORCE: ("consulted",), WITHDRAW: IN_USE},
)


class RulesView(ActPage):
    """``@@rules`` on a channel: the seven grounds, which are fixed, and its own rules."""

    leads_back = True
    page_name = "rules"
    index = ViewPageTemplateFile("rules_page.pt")
    acts = acts(PROPOSE, *(act for form in FORMS for act in form))
    context_title = _("Comment rules: ${channel}")

    def grounds(self) -> dict:
        """Return a section with the grounds of the guidelines."""
        return page_section(
            "grounds",
            _("The guidelines' grounds"),
            _(
                "They are adopted for the whole municipality and cannot be changed here. A comment "
                "may not contain:"
            ),
            items=[each.text for each in GROUNDS],
        )

    def proposal(self) -> dict | None:
        """Return the form for a new rule, or None if the user may not propose one."""
        return self.form(PROPOSE.name) if self._may(PROPOSE) else None

    def rules(self) -> list[dict]:
        """Return the channel's own rules, latest first, with forms for the user's steps."""
        return [self._row(rule) for rule in reversed(own_rules(self.context))]

    def _row(self, rule: OwnRule):
        offered = (
            [act.name for act, states in form.items() if rule.state in states and self._may(act)]
            for form in FORMS
        )
        return {
            "title": rule.text,
            "state": STATES[rule.state],
            "steps": [_step(step) for step in rule.steps],
            "forms": [self.form(*names, of=rule.id, rule=rule.id) for names in offered if names],
        }

    def _may(self, act):
        return api.user.has_permission(act.permission, obj=self.context)


class ProposedRules(Page):
    """``@@proposed-rules`` on a hub: the rules that wait for the information office."""

    index = ViewPageTemplateFile("proposed_rules.pt")
    title = _("Rules that wait for the information office")

    def proposals(self) -> list[dict]:
        """Return the channels with proposed rules, and these rules, sorted by title."""
        rules = proposed_rules(self.context)
        brains = api.content.find(UID=list(rules), sort_on="sortable_title") if rules else ()
        return [
            {"title": brain.Title, "url": f"{brain.getURL()}/@@rules", "rules": rules[brain.UID]}
            for brain in brains
        ]


def _step(step):
    return {
        "state": STATES[step.state],
        "when": formatted_time(step.at)["text"],
        "who": member_name(step.who),
        "note": step.note,
    }
