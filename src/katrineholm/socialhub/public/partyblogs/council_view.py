"""``@@new-council`` on a hub: the choice of the parties in a new council, and its term."""

from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...site.forms.acts import Act, ActPage, acts, offered
from ...site.forms.information import InformationPage
from ...site.forms.plain import link
from ...site.forms.request import day, text
from ...site.forms.schema import Line, Several, described
from .council import candidates, next_term, take_over
from .page import shelf_url
from .pages import ALL, NEW_COUNCIL


class ICouncil(Interface):
    """A new council; ``take_over`` reports all faults at once."""

    term_from = Line(title=_("First day in the council"), judged=True)
    term_to = Line(title=_("Last day in the council"), judged=True)
    party = Several(
        title=_("Parties in the new council"),
        description=_("A party that is new is added afterwards. Seats may be left empty."),
        value_type=Line(),
        judged=True,
    )
    widget("party", type="checkboxes")
    widget("term_from", type="date")
    widget("term_to", type="date")


class ISeats(Interface):
    """The seats of one party: a field for each party, with the party's id in its name."""

    seats = Line(max_length=3, required=False)
    widget("seats", inputmode="numeric")


def _take_over(at, given):
    seats = {id: text(at.request.form, f"seats-{id}") for id in given["party"]}
    return take_over(at.context, seats, day(given, "term_from"), day(given, "term_to"))


TAKE_OVER = Act(
    "new-council",
    _take_over,
    lambda number: _("Parties that have been added: ${number}.", mapping={"number": number}),
    title=_("Add these parties"),
    fields=ICouncil,
    then=lambda at, _number: shelf_url(at.context),
)


class NewCouncilView(ActPage, InformationPage):
    """The form, which creates all parties or none."""

    acts = acts(TAKE_OVER)
    classes = "socialhub-step"
    title = NEW_COUNCIL

    @property
    def lead(self) -> Message:
        if not candidates(self.context):
            return _("There are no parties to take over yet. Add them one by one.")
        return _(
            "The parties are taken over with their links and contacts, and are shown from the "
            "first day. The present ones leave the page by themselves after their last day."
        )

    @property
    def office_form(self) -> dict | None:
        """The form for the next term with all candidates, or None."""
        parties = candidates(self.context)
        if not parties:
            return None
        first, last = next_term(self.context)
        ids = [each.id for each in parties]
        form = self.form(TAKE_OVER.name, term_from=first, term_to=last, party=ids)
        names = [
            {"value": each.id, "title": f"{each.title} ({each.abbreviation})"} for each in parties
        ]
        fields = offered(form, party=names)["fields"]
        return form | {"fields": [*fields, *map(self._seats, parties)]}

    def _seats(self, party):
        name = f"seats-{party.id}"
        values, faults = {"seats": self.given(name)}, {"seats": self.faults.get(name, "")}
        [field] = described(ISeats, values=values, faults=faults)
        title = _("Seats of ${title}", mapping={"title": party.title})
        return field | {"name": name, "id": f"socialhub-{name}", "title": title}

    def after(self) -> list[dict]:
        return [link(shelf_url(self.context), ALL)]
