"""The view ``@@retention`` of a hub, with the retention rules and the decisions behind them."""

from ... import _
from ...accounts.channels import retention
from ...accounts.channels.person import member_name
from ...accounts.channels.retention import KINDS
from ...accounts.channels.times import formatted_time
from ...site.pages.acts import ActPage, acts
from ...site.pages.request import form_text
from .disposal_forms import RULE

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
        "For how long each kind of record is kept. A rule that is in force lets disposal be "
        "proposed, and is told on the page on personal data; nothing is erased by it alone. The "
        "periods below are examples until you have decided."
    )
    acts = acts(RULE)

    def rules(self) -> list[dict]:
        """Return a row with the rule and the form of each kind; a refused form is marked."""
        found = retention.retention_rules(self.context)
        return [self._rule_row(KINDS[name], found[name]) for name in KINDS]

    def past_rules(self) -> list[dict]:
        """Return the latest versions of the rules with their authors, newest first."""
        written = list(retention.rule_log(self.context))[:MOST_SHOWN]
        return [
            {
                "title": KINDS[each.kind].title,
                "days": each.days,
                "decision": each.decision,
                "is_active": each.is_active,
                "who": member_name(each.by),
                "when": formatted_time(each.when)["text"],
            }
            for each in written
        ]

    def _rule_row(self, kind, found):
        values = {"days": found.days, "decision": found.decision, "active": found.is_active}
        form = self.form(
            RULE.name, look="secondary", of=kind.name, about=kind.title, kind=kind.name, **values
        )
        form["fields"][1]["title"] = _("Days after ${starts}", mapping={"starts": kind.starts})
        return {
            "title": kind.title,
            "days": found.days,
            "is_active": found.is_active,
            "form": form | {"about": DISPOSAL_METHODS[kind.how]},
            "is_refused": self.refused and form_text(self.request.form, "kind") == kind.name,
        }
