"""A channel's duties: who answers now and in the coming weeks, and who is away."""

from functools import cached_property

from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.forms.permissions import CONFIRM_CHANNEL, MODIFY, VIEW_DUTIES
from ...site.forms.request import KeepsWhatWasWritten, TakesForm, day, text
from ...site.settings.registry import setting
from ..channels import history, moments
from ..channels.facts import facts_of
from ..channels.moments import date_of, today
from ..people.answering import ROLES, Duties, coming, duties_of, who_answers
from ..people.person import person
from .absence import ahead
from .absence_noting import note_absence, take_absence_away
from .confirming import can_be_confirmed, confirm, is_due, touched
from .held import role_title

DAYS = 56  # told ahead


class ChannelDuties(BrowserView):
    """What the pages about a channel's duties have in common."""

    @cached_property
    def duties(self) -> Duties:
        return duties_of(self.context)

    @property
    def may_change(self) -> bool:
        return api.user.has_permission(MODIFY, obj=self.context)

    @property
    def may_confirm(self) -> bool:
        may = api.user.has_permission(CONFIRM_CHANNEL, obj=self.context)
        return may and can_be_confirmed(facts_of(self.context))

    def is_due(self) -> bool:
        """Whether nobody has touched the channel for so long that it is to be confirmed."""
        moment = touched(history.of_channel(self.context)).get(self.context.UID())
        changed = moment and date_of(moment)
        after = setting("confirm_after")
        return is_due(facts_of(self.context), self.duties, changed, today(), after=after)

    def answering(self) -> dict | None:
        """Who answers today."""
        return _answering(who_answers(self.duties, today()))


class DutiesBox(ChannelDuties):
    """``@@duties-box``: what those who may see the duties are told on the channel's page."""

    def __call__(self):
        may = api.user.has_permission(VIEW_DUTIES, obj=self.context)
        return self.index() if may else ""


class DutiesView(KeepsWhatWasWritten, ChannelDuties):
    """``@@duties`` on a channel."""

    def holders(self) -> list[dict]:
        """Who holds which duty; ``person`` is None where nobody does."""
        texts = {role: getattr(self.duties, role) for role in ROLES}
        return [
            {"role": role, "title": role_title(role), "person": person(texts[role])}
            for role in ROLES
        ]

    def weeks(self) -> list[dict]:
        """Who answers in the coming weeks: ``first`` and ``last`` day as they are read, ``who``."""
        periods = coming(self.duties, today(), DAYS)
        return [
            {"first": _read(first), "last": _read(last), "who": _answering(answering)}
            for first, last, answering in periods
        ]

    def absences(self) -> list[dict]:
        """The absences that are not over: ``role`` and ``first`` as kept, the rest as read."""
        return [
            {
                "role": each["role"],
                "first": each["first"],
                "title": role_title(each["role"]),
                "from": moments.day(each["first"]),
                "until": moments.day(each["last"]),
            }
            for each in ahead(self.duties.absences, today())
        ]

    def confirmed(self) -> str:
        """The day of the latest confirmation; empty where there is none."""
        return moments.day(self.duties.confirmed)


class ChangeDuties(TakesForm, DutiesView):
    """A form on that page."""

    leads_to = "/@@duties"


class AddAbsence(ChangeDuties):
    """``@@add-absence`` on a channel: the holder of a duty is away."""

    def take(self, form):
        note_absence(self.context, text(form, "role"), day(form, "first"), day(form, "last"))
        return _("The absence is noted.")


class RemoveAbsence(ChangeDuties):
    """``@@remove-absence`` on a channel."""

    def take(self, form):
        take_absence_away(self.context, text(form, "role"), text(form, "first"))
        return _("The absence is taken away.")


class ConfirmNow(ChangeDuties):
    """``@@confirm-now`` on a channel: the button for those who are logged in."""

    def take(self, form):
        if not can_be_confirmed(facts_of(self.context)):
            return _("Only an official channel is confirmed.")
        confirm(self.context, "", today())
        return _("The channel is confirmed.")


def _answering(answering):
    """Who answers, as it is shown; None where nobody does."""
    if answering is None:
        return None
    return {"person": answering.person, "role": role_title(answering.role)}


def _read(day):
    return moments.day(day.isoformat())
