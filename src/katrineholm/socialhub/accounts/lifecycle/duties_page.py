"""``@@duties``: who answers today, who is away, and the hand-over of duties."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import DateField, Line, SingleChoice, form_fields, vocabulary
from ...site.pages.page_values import link, page_section
from ...site.pages.permissions import VIEW_DUTIES
from ...site.pages.query import neighbour_pages, query_number, url_with_query
from ...site.pages.request import form_text
from ..channels import times
from ..channels.facts import ChannelFacts
from ..channels.person import person, person_key
from ..channels.responsibility import ROLES, Duties, is_absent, person_in_charge
from ..channels.times import today
from .absence_answers import answer_sentences
from .absences import BOTH_DAYS, coming_absences, end_absences, note_absences
from .duty_holders import Holder, duty_holders, people_to_be_away, visible_duties
from .handover_form import HAND_OVER, ILeaving, duty_options, handover_form

BATCH_SIZE, MAX_START = 100, 100_000
ANSWERING = [_("Channel"), _("Administration"), _("Answers today"), _("Away")]
ANSWERS = {
    "responsible": "${name}",
    "substitute": _("${name} (substitute)"),
    "head": _("${name} (head)"),
}
OFFICE = _("Nobody: the information office does")
NOBODY = _("Choose the person who is away.")


@provider(IContextSourceBinder)
def people_vocabulary(place: Any) -> SimpleVocabulary:
    """Return a vocabulary of those whose absence the user may note at a place."""
    return vocabulary(people_to_be_away(place))


class INewAbsence(Interface):
    """The fields of a new absence: the person and the period."""

    person = SingleChoice(title=_("Who is away"), source=people_vocabulary, demand=NOBODY)
    first = DateField(title=_("First day"), demand=BOTH_DAYS)
    last = DateField(title=_("Last day"), demand=BOTH_DAYS)


class IAbsenceEnd(Interface):
    """The hidden fields that identify an absence to remove."""

    person = Line(required=False)
    first = Line(required=False)
    widget("person", type="hidden")
    widget("first", type="hidden")


def _note(at, given):
    """Note the absence, and return sentences about it and about who answers meanwhile."""
    first, last = given["first"], given["last"]
    channels = note_absences(at.context, given["person"], first, last)
    noted = api.portal.translate(_("The absence is noted."))
    return [noted, *answer_sentences(channels, first, last)]


NOTE = Act(
    "note-absence",
    _note,
    said=" ".join,
    title=_("Note the absence"),
    fields=INewAbsence,
)
END = Act(
    "end-absence",
    lambda at, given: end_absences(at.context, given["person"], given["first"]),
    said=_("The absence is taken away."),
    title=_("Take away"),
    fields=IAbsenceEnd,
)


class DutiesPage(ActPage):
    """The base of the pages about the duties of a place's channels."""

    page_name = "duties"
    index = ViewPageTemplateFile("duties_page.pt")
    acts = acts(NOTE, END)
    title = _("Duties and absence")
    lead = _(
        "While somebody is away the substitute answers, then the administration's head. When the "
        "period is over everything is as before."
    )
    confirmation: dict | None = None

    def __call__(self):
        if not self.may_open():
            raise Unauthorized(self.page_name)
        return super().__call__()

    def may_open(self) -> bool:
        """Return whether the user may see or holds duties here."""
        may = api.user.has_permission(VIEW_DUTIES, obj=self.context)
        return may or (not api.user.is_anonymous() and bool(self.duties))

    @cached_property
    def duties(self) -> list[tuple[ChannelFacts, Duties]]:
        """The channels with duties that the user may see or holds."""
        return visible_duties(self.context)

    @cached_property
    def people(self) -> dict[str, str]:
        """Those whose absence the user may note, names by person key."""
        return people_to_be_away(self.context)

    def sections(self) -> list[dict]:
        """Return a section with a table of who answers today."""
        first = self.start
        rows = [_answering_row(*each, self.request) for each in self.speaking]
        rows = rows[first : first + BATCH_SIZE]
        texts = [] if rows else [_("No channel.")]
        table = {"head": ANSWERING, "rows": rows} if rows else None
        return [page_section("answers", _("Who answers today"), *texts, table=table)]

    @cached_property
    def speaking(self) -> list[tuple[ChannelFacts, Duties]]:
        """The channels that somebody has to answer for."""
        return [each for each in self.duties if each[0].speaks]

    @property
    def start(self) -> int:
        """The number of the first row that is shown."""
        return query_number(self.request.form, "b_start", 0, MAX_START) or 0

    def pages(self) -> dict:
        """Return the links to neighbouring pages of the table."""
        return neighbour_pages(
            self.start,
            BATCH_SIZE,
            len(self.speaking),
            lambda start: url_with_query(self.url, b_start=start),
        )

    def absences(self) -> list[dict]:
        """Return current and future absences as text, each with a button if the user may end it."""
        names: dict[str, str] = {}
        found: dict[tuple, set] = defaultdict(set)
        for facts, duties in self.duties:
            for each in coming_absences(duties.absences, today()):
                holder = getattr(duties, each["role"])
                who = each.get("who") or person_key(holder)
                names[who] = person(holder).name
                found[each["first"], each["last"], who].add(facts.uid)
        return [self._absence(*key, names, len(found[key])) for key in sorted(found)]

    def _absence(self, first, last, who, names, number):
        period = {"first": times.formatted_date(first), "last": times.formatted_date(last)}
        told = {"name": names[who], "number": number, **period}
        about = {"person": who, "first": first}
        return {
            "text": _("${name}: ${first} to ${last}. Channels: ${number}", mapping=told),
            "form": who in self.people
            and self.buttons(END.name, of=f"{names[who]} {period['first']}", **about),
        }

    def absence_form(self) -> dict | None:
        """Return the form for a new absence, or None if the user may note none."""
        if not self.people:
            return None
        own = api.user.get_current().getId()
        who = form_text(self.request.form, "person") or own
        return self.form(NOTE.name, person=who if who in self.people else next(iter(self.people)))

    def handover(self) -> dict | None:
        """Return the values of the section for handing over duties, or None if there is none."""
        return None


class PlaceDutiesView(DutiesPage):
    """``@@duties`` on an administration."""

    leads_back = True


class HubDutiesView(DutiesPage):
    """``@@duties`` on a hub, where the office also hands over duties."""

    acts = acts(NOTE, END, HAND_OVER)

    def may_open(self) -> bool:
        """Return whether the user is logged in: what the page contains depends on the user."""
        return not api.user.is_anonymous()

    def refuse(self, refusal: Any) -> None:
        super().refuse(refusal)
        # Without a form there are no fields to mark.
        form = self.handover_form() if self.tried == HAND_OVER.name else self.absence_form()
        self.faults = self.faults if form else {}

    @cached_property
    def holders(self) -> list[Holder]:
        """Everybody who holds duties, including deleted members."""
        return duty_holders(self.context)

    @cached_property
    def leaving_person(self) -> Holder | None:
        """The person whose duties are to be handed over, or None if nobody is chosen."""
        form = self.request.form
        who = form_text(form, "person" if self.tried == HAND_OVER.name else "leaving")
        return next((holder for holder in self.holders if holder.key == who), None)

    def handover(self) -> dict | None:
        if not self.may_manage or not self.holders:
            return None
        chosen = self.leaving_person.key if self.leaving_person else ""
        fields = form_fields(ILeaving, self.context, values={"leaving": chosen})
        return {"fields": fields, "form": self.handover_form()}

    def handover_form(self) -> dict | None:
        """Return the form with the leaving person's duties, or None if nobody is chosen."""
        if self.leaving_person is None:
            return None
        options = duty_options(self.context, self.leaving_person)
        values: dict[str, Any] = {
            "person": self.leaving_person.key,
            "duty": [each["value"] for each in options],
        }
        return handover_form(self.form(HAND_OVER.name, **values), self.holders, options)


def _answering_row(facts, duties, request):
    """Return a row of the table of who answers: the channel, and the person in charge today."""
    answering = person_in_charge(duties, today())
    return [
        link(f"{request.physicalPathToURL(facts.path)}/@@duties", facts.title),
        facts.administration.title,
        _(ANSWERS[answering.role], mapping={"name": answering.person.name})
        if answering
        else OFFICE,
        ", ".join(_away_texts(duties)),
    ]


def _away_texts(duties) -> list[str]:
    """Return the names of those who are away from a channel's duties today, each with the day."""
    ends = {
        role: max(each["last"] for each in duties.absences if each["role"] == role)
        for role in ROLES
        if is_absent(duties.absences, role, today())
    }
    return [
        api.portal.translate(
            _(
                "${name} until ${day}",
                mapping={
                    "name": person(getattr(duties, role)).name,
                    "day": times.formatted_date(day),
                },
            )
        )
        for role, day in ends.items()
    ]
