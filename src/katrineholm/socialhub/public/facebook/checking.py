"""``@@tie-back`` on a place and ``@@facebook-tie-backs`` on a hub: what was seen on Facebook."""

from functools import cached_property

from Products.Five import BrowserView

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...site.forms.queries import names
from ...site.forms.request import TakesForm
from .cards import card, now
from .places import Place, places
from .ties import TITLES, asked_of, missing, tick_off, ties_in, ties_of


class TieBackView(BrowserView):
    """What is asked of one place, who has seen what of it, and when."""

    @cached_property
    def place(self) -> Place:
        uid = self.context.UID()
        return next(each for each in places(self.context) if each.facts.uid == uid)

    def card(self) -> dict:
        return card(self.place, self.request)

    def ticks(self) -> list[dict]:
        """``name``, ``title``, ``when`` and ``by`` of each tick, and ``is_fresh``."""
        found = ties_of(self.context)
        return [_row(name, found.get(name)) for name in asked_of(self.place)]


class NoteTieBack(TakesForm, TieBackView):
    """``@@note-tie-back`` on a place: what is ticked has been seen today, the rest has not."""

    leads_to = "/@@tie-back"

    def take(self, form):
        tick_off(self.context, names(form, "seen") & set(asked_of(self.place)))
        return _("What you saw on the place is noted.")


class TieBacksView(BrowserView):
    """All places of a hub that are shown, those that lack something first."""

    def rows(self) -> list[dict]:
        """``card``, ``url`` of the tie-back page, ``ticks`` and ``missing``."""
        kept, moment = ties_in(self.context), now()
        found = [
            self._row(place, kept.get(place.facts.uid, {}), moment)
            for place in places(self.context)
            if place.is_typed and place.facts.speaks and not place.is_over(moment)
        ]
        return sorted(found, key=lambda row: -len(row["missing"]))

    def titles(self) -> list:
        """The columns' headings."""
        return list(TITLES.values())

    def untyped(self) -> int:
        """Ordinary channels on Facebook, which have no tie-back to tick."""
        return sum(1 for place in places(self.context) if not place.is_typed)

    def _row(self, place, ticks, moment):
        found = card(place, self.request)
        return {
            "card": found,
            "url": f"{found['page']}/@@tie-back",
            "ticks": [
                _row(name, ticks.get(name)) | {"is_asked": name in asked_of(place)}
                for name in TITLES
            ],
            "missing": missing(place, ticks, moment),
        }


def _row(name, tick):
    return {
        "name": name,
        "title": TITLES[name],
        "when": tick and when(tick.at),
        "by": tick and member_name(tick.by),
        "is_fresh": bool(tick) and tick.is_fresh(now()),
    }
