"""``@@new-council`` on a hub: the form for the parties in a new council, and for its term."""

from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...site.pages.acts import Act, ActPage, acts, form_with_options
from ...site.pages.form_schema import Line, ValueList, form_fields
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link
from ...site.pages.request import form_date, form_text
from .council import candidate_parties, create_council, next_term
from .serializer import ALL, NEW_COUNCIL
from .views import parties_url


class ICouncil(Interface):
    """The form of a new council; ``create_council`` reports all its errors at once."""

    term_from = Line(title=_("First day in the council"), judged=True)
    term_to = Line(title=_("Last day in the council"), judged=True)
    party = ValueList(
        title=_("Parties in the new council"),
        description=_("A party that is new is added afterwards. Seats may be left empty."),
        value_type=Line(),
        judged=True,
    )
    widget("party", type="checkboxes")
    widget("term_from", type="date")
    widget("term_to", type="date")


class ISeats(Interface):
    """The field for a party's seats, which the form repeats with each party's id in its name."""

    seats = Line(max_length=3, required=False)
    widget("seats", inputmode="numeric")


def _take_over(at, given):
    seats = {id: form_text(at.request.form, f"seats-{id}") for id in given["party"]}
    first, last = (form_date(given, name) for name in ("term_from", "term_to"))
    return create_council(at.context, seats, first, last)


TAKE_OVER = Act(
    "new-council",
    _take_over,
    lambda number: _("Parties that have been added: ${number}.", mapping={"number": number}),
    title=_("Add these parties"),
    fields=ICouncil,
    then=lambda at, _number: parties_url(at.context),
)


class NewCouncilView(ActPage, InformationPage):
    """The page with the form, which creates either all chosen parties or none."""

    acts = acts(TAKE_OVER)
    classes = "socialhub-step"
    title = NEW_COUNCIL

    @property
    def lead(self) -> Message:
        if not candidate_parties(self.context):
            return _("There are no parties to take over yet. Add them one by one.")
        return _(
            "The parties are taken over with their links and contacts, and are shown from the "
            "first day. The present ones leave the page by themselves after their last day."
        )

    @property
    def office_form(self) -> dict | None:
        parties = candidate_parties(self.context)
        if not parties:
            return None
        first, last = next_term(self.context)
        names = {each.id: f"{each.title} ({each.abbreviation})" for each in parties}
        form = self.form(TAKE_OVER.name, term_from=first, term_to=last, party=[*names])
        options = [{"value": id, "title": title} for id, title in names.items()]
        fields = form_with_options(form, party=options)["fields"]
        return form | {"fields": [*fields, *map(self._seats, parties)]}

    def _seats(self, party):
        name = f"seats-{party.id}"
        values, faults = {"seats": self.given(name)}, {"seats": self.faults.get(name, "")}
        [field] = form_fields(ISeats, values=values, faults=faults)
        title = _("Seats of ${title}", mapping={"title": party.title})
        return field | {"name": name, "id": f"socialhub-{name}", "title": title}

    def after(self) -> list[dict]:
        return [link(parties_url(self.context), ALL)]
