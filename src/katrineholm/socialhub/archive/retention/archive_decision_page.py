"""``@@archive-decision`` on a channel, for the office: the decision not to archive it."""

from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_date as day_in_words
from ...accounts.channels.times import today
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.request import form_date
from .archive_decisions import LONGEST, archive_decision, note_decision


class IDecision(Interface):
    """The day of the decision, and who made it."""

    day = Line(title=_("Day of the decision"), judged=True)
    reference = Line(
        title=_("Who decided, and the decision's number"), max_length=LONGEST, judged=True
    )
    widget("day", type="date", most=today)


# Followed by the form that closes the channel.
NOTE = Act(
    "note",
    lambda at, given: note_decision(at.context, form_date(given, "day"), given["reference"]),
    _("The decision is noted. The channel can be closed."),
    title=_("Note the decision"),
    fields=IDecision,
    then=lambda at, nothing: f"{at.context.absolute_url()}/@@lifecycle?step=close",
)


class DecisionPage(ActPage):
    """The form, and the decision that is already stored."""

    title = _("Decision not to archive")
    acts = acts(NOTE)

    def decision_form(self) -> dict:
        return self.form(NOTE.name, day=today())

    def stored_decision(self) -> dict | None:
        """Return the decision that is already stored, or None."""
        found = archive_decision(hub_of(self.context), self.context.UID())
        return found and {**found, "day": day_in_words(found["day"])}
