"""``@@retention`` on a hub: for how long what is kept, by which decision."""

from ... import _
from ...accounts.channels import retention
from ...accounts.channels.moments import when
from ...accounts.channels.retention import KINDS
from ...accounts.people.person import member_name
from ...site.forms.request import FormPage, text
from .ruling import LONGEST, rule

HOW = {
    "here": _("Proposed and confirmed under Disposal of entries"),
    "messages": _("Proposed and confirmed under Disposal, with the messages"),
    "requests": _("Thrown away on the request's page, by another than who closed it"),
    "stated": _("Told to the public; others see to it"),
}
SHOWN = 20


class Retention(FormPage):
    """A form for each kind of record."""

    leads_to = "/@@retention"
    longest, most = LONGEST, retention.MOST

    def rules(self) -> list[dict]:
        """Each kind with its rule; what was written stands in the form that was refused."""
        found = retention.rules(self.context)
        return [self._shown(KINDS[name], found[name]) for name in KINDS]

    def past(self) -> list[dict]:
        """Who wrote which rule, the latest first."""
        written = list(retention.past(self.context))[:SHOWN]
        return [
            {
                "title": KINDS[each.kind].title,
                "days": each.days,
                "decision": each.decision,
                "is_active": each.is_active,
                "who": member_name(each.by),
                "when": when(each.when)["text"],
            }
            for each in written
        ]

    def take(self, form):
        days = text(form, "days")
        number = int(days) if days.isascii() and days.isdigit() and len(days) < 9 else None
        kind, decision = text(form, "kind"), text(form, "decision")
        rule(self.context, kind, number, decision, text(form, "active") == "1")
        return _("The rule is kept.")

    def _shown(self, kind, found):
        is_refused = self.refused and text(self.request.form, "kind") == kind.name
        active = text(self.request.form, "active") == "1" if is_refused else found.is_active
        return {
            "name": kind.name,
            "title": kind.title,
            "starts": kind.starts,
            "how": HOW[kind.how],
            "days": self.given("days") if is_refused else found.days,
            "decision": self.given("decision") if is_refused else found.decision,
            "is_active": active,
            "is_refused": is_refused,
        }
