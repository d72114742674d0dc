"""``@@rules`` on a channel, and on a hub the rules that wait for the information office."""

from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...site.forms.permissions import DECIDE_ON_CHANNEL, MODIFY
from ...site.forms.refusals import Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ..channels.moments import when
from ..people.person import member_name
from . import ruling
from .consultation import LONGEST
from .grounds import GROUNDS, STATES, Ground, OwnRule
from .ruling import proposed_in

# What can be done with a rule in a state: by whom, and what the button says.
STEPS = {
    "accept-rule": (DECIDE_ON_CHANNEL, ("proposed",)),
    "decline-rule": (DECIDE_ON_CHANNEL, ("proposed",)),
    "enforce-rule": (MODIFY, ("consulted",)),
    "withdraw-rule": (MODIFY, ("proposed", "consulted", "in_force")),
}


class RulesView(KeepsWhatWasWritten, BrowserView):
    """The seven grounds, which nobody changes, and the channel's own rules."""

    template = ViewPageTemplateFile("page.pt")
    longest = LONGEST

    def __call__(self):
        return self.template()

    @property
    def may_propose(self) -> bool:
        return api.user.has_permission(MODIFY, obj=self.context)

    def grounds(self) -> tuple[Ground, ...]:
        """The guidelines' own."""
        return GROUNDS

    def rules(self) -> list[dict]:
        """The channel's own, the latest first, with what the user can do with each."""
        return [self._row(rule) for rule in reversed(ruling.rules_of(self.context))]

    def _row(self, rule: OwnRule):
        return {
            "id": rule.id,
            "text": rule.text,
            "state": STATES[rule.state],
            "steps": [_step(step) for step in rule.steps],
            "can": {name for name in STEPS if self._can(name, rule)},
        }

    def _can(self, name, rule):
        permission, states = STEPS[name]
        return rule.state in states and api.user.has_permission(permission, obj=self.context)


class ChangeRules(RulesView):
    """One step, by a form; what is refused is told beside it."""

    message = ""

    def __call__(self):
        require_form(self.request)
        try:
            self.take(self.request.form)
        except Refusal as refusal:
            self.refused = refusal.sentence
            return self.template()
        leave(self.request, f"{self.context.absolute_url()}/@@rules", self.message)


class ProposeRule(ChangeRules):
    """``@@propose-rule`` on a channel."""

    message = _("The rule is proposed. The information office answers.")

    def take(self, form):
        ruling.propose(self.context, text(form, "text"))


class AcceptRule(ChangeRules):
    """``@@accept-rule`` on a channel, for the information office."""

    message = _("The rule is accepted.")

    def take(self, form):
        ruling.answer(self.context, text(form, "rule"), True, text(form, "note"))


class DeclineRule(ChangeRules):
    """``@@decline-rule`` on a channel, for the information office."""

    message = _("The rule is declined.")

    def take(self, form):
        ruling.answer(self.context, text(form, "rule"), False, text(form, "note"))


class EnforceRule(ChangeRules):
    """``@@enforce-rule`` on a channel."""

    message = _("The rule is in force, and shown on the channel's page.")

    def take(self, form):
        ruling.put_in_force(self.context, text(form, "rule"))


class WithdrawRule(ChangeRules):
    """``@@withdraw-rule`` on a channel."""

    message = _("The rule is withdrawn.")

    def take(self, form):
        ruling.withdraw(self.context, text(form, "rule"))


class ProposedRules(BrowserView):
    """``@@proposed-rules`` on a hub: what waits for the information office."""

    def waiting(self) -> list[dict]:
        """Channels with the rules proposed for them, by title."""
        rules = proposed_in(self.context)
        brains = api.content.find(UID=list(rules), sort_on="sortable_title") if rules else ()
        return [
            {"title": brain.Title, "url": f"{brain.getURL()}/@@rules", "rules": rules[brain.UID]}
            for brain in brains
        ]


def _step(step):
    return {
        "state": STATES[step.state],
        "when": when(step.at)["text"],
        "who": member_name(step.who),
        "note": step.note,
    }
