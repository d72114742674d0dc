"""``@@tie-back`` on a place and ``@@facebook-tie-backs`` on a hub: checks of places on Facebook."""

from functools import cached_property

from plone import api
from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...site.forms.acts import Act, ActPage, Page, acts, form_of, offered
from ...site.forms.information import InformationPage
from ...site.forms.plain import link
from ...site.forms.queries import names
from ...site.forms.schema import Line, Several, described
from .cards import card, now
from .places import Place, places
from .ties import TITLES, asked_of, missing, tick_off, ties_in, ties_of

NOT_SEEN = _("Not seen yet.")


class ISeen(Interface):
    """The ticked items."""

    seen = Several(
        title=_("What do you see on the place today?"),
        description=_(
            "What is ticked when you save counts as seen by you today. What is not ticked counts "
            "as missing."
        ),
        value_type=Line(),
        required=False,
    )
    widget("seen", type="checkboxes")


NOTE = Act(
    "note-tie-back",
    lambda at, form: tick_off(at.context, names(form, "seen") & {*asked_of(at.place)}),
    _("What you saw on the place is noted."),
    title=_("Save what I saw"),
    then=lambda at, _done: f"{at.context.absolute_url()}/@@tie-back",
)


class TieBackView(InformationPage):
    """The tie-back of one place: the required items, who has seen each and when."""

    classes = "socialhub-step"
    lead = _(
        "Every place shows that it is a part of the municipality on Facebook. Look at it there, "
        "and tick what you see."
    )

    @property
    def title(self) -> Message:
        return _("Tie-back: ${place}", mapping={"place": self.context.title})

    @cached_property
    def place(self) -> Place:
        uid = self.context.UID()
        return next(each for each in places(self.context) if each.facts.uid == uid)

    def ways(self) -> list[dict]:
        url = self.context.absolute_url()
        return [
            link(url, _("To the place's page")),
            link(f"{url}/@@link-kit", _("Link kit")),
            link(self.place.facts.profile_url, _("Open the place on Facebook")),
        ]

    @property
    def office_form(self) -> dict:
        ties = ties_of(self.context)
        url = f"{self.context.absolute_url()}/@@{NOTE.name}"
        form = form_of(url, NOTE, self.context, do="")
        form |= {"fields": described(ISeen, values={"seen": [*ties]})}
        ticks = (_row(name, ties.get(name)) for name in asked_of(self.place))
        seen = [
            {"value": each["name"], "title": each["title"], "about": _about(each)} for each in ticks
        ]
        return offered(form, seen=seen)


class NoteTieBack(ActPage, TieBackView):
    """``@@note-tie-back`` on a place: ticked items count as seen today, the others as missing."""

    acts = acts(NOTE)


class TieBacksView(Page):
    """All public places of a hub, incomplete ones first."""

    title = _("Tie-backs on Facebook")
    not_seen = NOT_SEEN
    lead = _(
        "What has been seen on each place, when and by whom. What is half a year old is to be "
        "looked at again."
    )

    def rows(self) -> list[dict]:
        """Return a row for each place: its card, URL, ticks and missing items."""
        kept, moment = ties_in(self.context), now()
        found = [
            self._row(place, kept.get(place.facts.uid, {}), moment)
            for place in places(self.context)
            if place.is_typed and place.facts.speaks and not place.is_over(moment)
        ]
        return sorted(found, key=lambda row: -len(row["missing"]))

    def titles(self) -> list:
        """Return the columns' headings."""
        return list(TITLES.values())

    def untyped(self) -> int:
        """Return the number of ordinary channels on Facebook, which have no tie-back."""
        return sum(1 for place in places(self.context) if not place.is_typed)

    def _row(self, place, ticks, moment):
        found = card(place, self.request)
        return {
            "card": found,
            "url": f"{found['@id']}/@@tie-back",
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


def _about(tick) -> str:
    """Return who has seen an item, and when."""
    if not tick["when"]:
        return NOT_SEEN
    seen = _("Seen ${when} by ${who}.", mapping={"when": tick["when"]["text"], "who": tick["by"]})
    old = [] if tick["is_fresh"] else [_("That is more than half a year ago.")]
    return " ".join(map(api.portal.translate, (seen, *old)))
