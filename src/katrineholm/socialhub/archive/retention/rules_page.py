"""The view ``@@retention`` of a hub, with the retention rules and the decisions behind them."""

from functools import cached_property

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import retention
from ...accounts.channels.person import member_name
from ...accounts.channels.retention import KINDS, RetentionRule
from ...accounts.channels.times import formatted_time
from ...inbox.steps.second_person import confirmation_refusal
from ...site.pages.acts import ActPage
from ...site.pages.request import form_text
from .rule_forms import CONFIRM, RULE, RULE_ACTS, WITHDRAW

DISPOSAL_METHODS = {
    "here": _("Proposed and confirmed under Disposal of entries"),
    "messages": _("Proposed and confirmed under Disposal, with the messages"),
    "requests": _("Thrown away on the request's page, by another than who closed it"),
    "stated": _("Told to the public; others see to it"),
}
MOST_SHOWN = 20


class RetentionPage(ActPage):
    """The page with a form for the retention rule of each kind of record."""

    title = _("Retention")
    lead = _(
        "For how long each kind of record is kept. One archivist proposes a rule, another confirms "
        "it. A rule that is in force lets disposal be proposed, and is told on the page on "
        "personal data; nothing is erased by it alone. The periods below are examples until you "
        "have decided."
    )
    acts = RULE_ACTS

    def rules(self) -> list[dict]:
        """Return a row with the rule and the form of each kind; a refused form is marked."""
        found = retention.retention_rules(self.context)
        return [self._rule_row(KINDS[name], found[name]) for name in KINDS]

    def past_rules(self) -> list[dict]:
        """Return the latest versions of the rules with their authors, newest first."""
        written = list(retention.rule_log(self.context))[:MOST_SHOWN]
        return [_rule_values(each) for each in written]

    @cached_property
    def proposed(self) -> dict[str, RetentionRule]:
        """The rules that wait to be confirmed, keyed by kind."""
        return retention.proposed_rules(self.context)

    def _rule_row(self, kind, found):
        waits = self.proposed.get(kind.name)
        return {
            "title": kind.title,
            "days": found.days,
            "is_active": found.is_active,
            "form": None if waits else self._rule_form(kind, found),
            "proposed": waits and self._proposed_row(kind, waits),
            "is_open": self._is_refused(kind) or bool(waits),
        }

    def _rule_form(self, kind, found):
        values = {"days": found.days, "decision": found.decision, "active": found.is_active}
        form = self.form(
            RULE.name, look="secondary", of=kind.name, about=kind.title, kind=kind.name, **values
        )
        form["fields"][1]["title"] = _("Days after ${starts}", mapping={"starts": kind.starts})
        return form | {"about": DISPOSAL_METHODS[kind.how]}

    def _proposed_row(self, kind, rule):
        obstacle: Message | None = confirmation_refusal(self.context, rule.by)
        names = (WITHDRAW.name,) if obstacle else (CONFIRM.name, WITHDRAW.name)
        values = {"kind": kind.name, "proposed": rule.when}
        form = self.form(*names, look="secondary", of=kind.name, about=kind.title, **values)
        return _rule_values(rule) | {"form": form, "obstacle": obstacle}

    def _is_refused(self, kind):
        return bool(self.refused) and form_text(self.request.form, "kind") == kind.name


def _rule_values(rule: RetentionRule) -> dict:
    return {
        "title": KINDS[rule.kind].title,
        "days": rule.days,
        "decision": rule.decision,
        "is_active": rule.is_active,
        "proposed": _done(rule.by, rule.when),
        "confirmed": rule.confirmed_by and _done(rule.confirmed_by, rule.confirmed),
    }


def _done(who, when):
    return {"who": member_name(who), "when": formatted_time(when)["text"]}
