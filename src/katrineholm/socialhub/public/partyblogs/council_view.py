"""``@@new-council`` on a hub: choose who sits in it, and from when to when."""

from datetime import date

from ... import _
from ...site.forms.request import FormPage, day, text, texts
from .council import candidates, next_term, take_over


class NewCouncilView(FormPage):
    """The form; and, when it is sent, all of it at once or nothing."""

    leads_to = "/@@parties"

    def take(self, form):
        seats = {id: text(form, f"seats-{id}") for id in self.ticked}
        number = take_over(self.context, seats, day(form, "term_from"), day(form, "term_to"))
        return _("Parties that have been added: ${number}.", mapping={"number": number})

    @property
    def ticked(self) -> list[str]:
        """The ids of the parties that are chosen in the form that was sent."""
        return texts(self.request.form, "party")

    def rows(self) -> list[dict]:
        """The parties to choose among, as they are ticked."""
        return [
            {
                "id": party.id,
                "title": party.title,
                "abbreviation": party.abbreviation,
                "ticked": party.id in self.ticked if self.refused else True,
                "seats": self._given(f"seats-{party.id}"),
            }
            for party in candidates(self.context)
        ]

    def term(self) -> dict:
        """The days that stand in the form (ISO 8601)."""
        suggested = zip(("term_from", "term_to"), next_term(self.context), strict=True)
        return {name: self._given(name, day) for name, day in suggested}

    def _given(self, name: str, suggested: date | None = None) -> str:
        """What was written in a form that was refused, else what is suggested."""
        if self.refused:
            return text(self.request.form, name)
        return suggested.isoformat() if suggested else ""
