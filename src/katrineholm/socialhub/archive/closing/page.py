"""``@@archive-decision`` on a channel, for the office: it has been decided not to archive it."""

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import day as day_in_words
from ...accounts.channels.moments import today
from ...site.forms.request import FormPage, day, text
from .decisions import decision, note


class DecisionPage(FormPage):
    """Leads on to the form that closes the channel."""

    leads_to = "/@@lifecycle?step=close"

    def take(self, form):
        note(self.context, day(form, "day"), text(form, "reference"))
        return _("The decision is noted. The channel can be closed.")

    def noted(self) -> dict | None:
        """What is noted already."""
        found = decision(hub_of(self.context), self.context.UID())
        return found and {**found, "day": day_in_words(found["day"])}

    def today(self) -> str:
        return today().isoformat()
