"""``@@rules`` on a channel, and on a hub the rules that wait for the information office."""

from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.forms.faults import Faults
from ...site.forms.permissions import DECIDE_ON_CHANNEL, MODIFY
from ...site.forms.request import KeepsWhatWasWritten, TakesForm, text
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

    longest = LONGEST

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


class ChangeRules(TakesForm, RulesView):
    """One step, by a form."""

    leads_to = "/@@rules"


class ProposeRule(ChangeRules):
    """``@@propose-rule`` on a channel."""

    def take(self, form):
        faults = Faults()
        faults.take("text", ruling.propose, self.context, text(form, "text"))
        faults.done()
        return _("The rule is proposed. The information office answers.")


class AcceptRule(ChangeRules):
    """``@@accept-rule`` on a channel, for the information office."""

    def take(self, form):
        ruling.answer(self.context, text(form, "rule"), True, text(form, "note"))
        return _("The rule is accepted.")


class DeclineRule(ChangeRules):
    """``@@decline-rule`` on a channel, for the information office."""

    def take(self, form):
        faults, said = Faults(), text(form, "note")
        faults.take("note", ruling.answer, self.context, text(form, "rule"), False, said)
        faults.done()
        return _("The rule is declined.")


class EnforceRule(ChangeRules):
    """``@@enforce-rule`` on a channel."""

    def take(self, form):
        ruling.put_in_force(self.context, text(form, "rule"))
        return _("The rule is in force, and shown on the channel's page.")


class WithdrawRule(ChangeRules):
    """``@@withdraw-rule`` on a channel."""

    def take(self, form):
        ruling.withdraw(self.context, text(form, "rule"))
        return _("The rule is withdrawn.")


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
