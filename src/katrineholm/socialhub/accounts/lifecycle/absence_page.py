"""``@@absence`` on a hub: a person's absence from all their duties there."""

from collections import Counter
from functools import cached_property
from typing import Any
from urllib.parse import quote

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, provider
from zope.schema import Choice
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, form_fields, vocabulary
from ...site.pages.page_values import page_section
from ...site.pages.request import form_text
from ..channels import times
from ..channels.responsibility import duties_of
from ..channels.times import today
from .absences import coming_absences, note_absence_everywhere, remove_absence_everywhere
from .duties_page import IPeriod
from .duty_holders import duties_of_person, duty_holders, role_title


@provider(IContextSourceBinder)
def holders_vocabulary(hub: Any) -> SimpleVocabulary:
    """Return a vocabulary of everybody who holds a duty in a hub."""
    return vocabulary({holder.key: holder.person.name for holder in duty_holders(hub)})


class IAbsentPerson(Interface):
    """The field for the person whose absences are shown."""

    person = Choice(title=_("Who is away"), source=holders_vocabulary)


class INewAbsence(IPeriod):
    """The fields for a new absence from all duties: the person and the period."""

    person = Line(required=False)
    widget("person", type="hidden")


class IAbsenceEnd(Interface):
    """The hidden fields that identify an absence to remove."""

    person = Line(required=False)
    first = Line(required=False)
    widget("person", type="hidden")
    widget("first", type="hidden")


NOTE = Act(
    "note-absence",
    lambda at, given: note_absence_everywhere(at.context, at.who, given["first"], given["last"]),
    said=lambda number: _("The absence is noted. Channels: ${number}.", mapping={"number": number}),
    title=_("Add for all these duties"),
    fields=INewAbsence,
)
END = Act(
    "end-absence",
    lambda at, given: remove_absence_everywhere(at.context, at.who, given["first"]),
    said=_("The absence is taken away."),
    title=_("Take away"),
    fields=IAbsenceEnd,
)


class AbsenceView(ActPage):
    """The page of a person's absences; only the office may choose another person."""

    page_name = "absence"
    index = ViewPageTemplateFile("absence_page.pt")
    acts = acts(NOTE, END)
    title = _("Absence")
    lead = _(
        "While somebody is away the substitute answers, then the administration's head. When the "
        "period is over everything is as before."
    )

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized
        return super().__call__()

    def refuse(self, refusal: Any) -> None:
        super().refuse(refusal)
        # A person without duties has no form, so there are no fields to mark.
        self.faults = self.faults if self.held_duties else {}

    def next_url(self) -> str:
        return f"{self.url}?person={quote(self.who, safe='')}"

    @cached_property
    def who(self) -> str:
        """The key of the person on the page, as in ``person.person_key``."""
        own = api.user.get_current().getId()
        who = form_text(self.request.form, "person") or own
        if who is None or (who != own and not self.may_manage):
            raise Unauthorized
        return who

    def people(self) -> list[dict]:
        """Return the field for choosing a person, or an empty list if the user may not choose."""
        return (
            form_fields(IAbsentPerson, self.context, values={"person": self.who})
            if self.may_manage
            else []
        )

    @cached_property
    def held_duties(self) -> list[tuple]:
        return duties_of_person(self.context, self.who)

    def duties(self) -> dict:
        """Return a section that lists the person's duties."""
        rows = [
            f"{channel.title} ({channel.__parent__.title}): {role_title(role)}"
            for channel, role in self.held_duties
        ]
        texts = [] if rows else [_("None.")]
        return page_section("held", _("Holds these duties"), *texts, items=rows)

    def absences(self) -> list[dict]:
        """Return current and future absences as text, each with a button to remove it."""
        found = Counter(
            (each["first"], each["last"])
            for channel, role in self.held_duties
            for each in coming_absences(duties_of(channel).absences, today())
            if each["role"] == role
        )
        return [self._absence(*period, found[period]) for period in sorted(found)]

    def _absence(self, first, last, number):
        period = {
            "first": times.formatted_date(first),
            "last": times.formatted_date(last),
            "number": number,
        }
        about = {"person": self.who, "first": first}
        return {
            "text": _("${first} to ${last}. Duties: ${number}", mapping=period),
            "form": self.buttons(END.name, of=period["first"], **about),
        }

    def absence_form(self) -> dict | None:
        """Return the form for a new absence, or None if the person has no duties."""
        return self.form(NOTE.name, person=self.who) if self.held_duties else None
