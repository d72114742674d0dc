"""``@@tie-back`` on a place and ``@@facebook-tie-backs`` on a hub: checks of places on Facebook."""

from functools import cached_property

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...site.pages.acts import Act, ActPage, Page, act_form, acts, form_with_options
from ...site.pages.form_schema import Line, ValueList, form_fields
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link
from ...site.pages.query import query_names
from .places import Place, current_time, place_card, visible_places
from .tie_backs import (
    ITEM_TITLES,
    place_ticks,
    required_items,
    store_ticks,
    ticks_by_uid,
    tie_back_problems,
)

NOT_SEEN = _("Not seen yet.")


class ITieBackCheck(Interface):
    """The form of a check: the items that the user sees on the place."""

    seen = ValueList(
        title=_("What do you see on the place today?"),
        description=_(
            "What is ticked when you save counts as seen by you today. What is not ticked counts "
            "as missing."
        ),
        value_type=Line(),
        required=False,
    )
    widget("seen", type="checkboxes")


NOTE_TIE_BACK = Act(
    "note-tie-back",
    lambda at, form: store_ticks(
        at.context, query_names(form, "seen") & {*required_items(at.place)}
    ),
    _("What you saw on the place is noted."),
    title=_("Save what I saw"),
    then=lambda at, _done: f"{at.context.absolute_url()}/@@tie-back",
)


class TieBackView(InformationPage):
    """The page of a place's tie-back: the required items, and who has seen each item and when."""

    classes = "socialhub-step"
    context_title = _("Tie-back: ${place}")
    lead = _(
        "Every place shows that it is a part of the municipality on Facebook. Look at it there, "
        "and tick what you see."
    )

    @cached_property
    def place(self) -> Place:
        uid = self.context.UID()
        return next(each for each in visible_places(self.context) if each.facts.uid == uid)

    def ways(self) -> list[dict]:
        url = self.context.absolute_url()
        return [
            link(url, _("To the place's page")),
            link(f"{url}/@@link-kit", _("Link kit")),
            link(self.place.facts.profile_url, _("Open the place on Facebook")),
        ]

    @property
    def office_form(self) -> dict:
        ties = place_ticks(self.context)
        url = f"{self.context.absolute_url()}/@@{NOTE_TIE_BACK.name}"
        form = act_form(url, NOTE_TIE_BACK, self.context, do="")
        form |= {"fields": form_fields(ITieBackCheck, values={"seen": [*ties]})}
        ticks = (_row(name, ties.get(name)) for name in required_items(self.place))
        seen = [
            {"value": each["name"], "title": each["title"], "about": _about(each)} for each in ticks
        ]
        return form_with_options(form, seen=seen)


class NoteTieBack(ActPage, TieBackView):
    """``@@note-tie-back`` on a place: stores ticked items as seen today, others as missing."""

    acts = acts(NOTE_TIE_BACK)


class TieBacksView(Page):
    """The page of the tie-backs of all public places of a hub, incomplete ones first."""

    title = _("Tie-backs on Facebook")
    not_seen = NOT_SEEN
    lead = _(
        "What has been seen on each place, when and by whom. What is half a year old is to be "
        "looked at again."
    )

    def rows(self) -> list[dict]:
        """Return a row for each public place, with its card, URL, ticks and missing items."""
        kept, moment = ticks_by_uid(self.context), current_time()
        found = [
            self._row(place, kept.get(place.facts.uid, {}), moment)
            for place in visible_places(self.context)
            if place.is_typed and place.facts.speaks and not place.is_over(moment)
        ]
        return sorted(found, key=lambda row: -len(row["missing"]))

    def titles(self) -> list:
        return list(ITEM_TITLES.values())

    def untyped_count(self) -> int:
        """Return the number of ordinary channels on Facebook, which have no tie-back."""
        return sum(1 for place in visible_places(self.context) if not place.is_typed)

    def _row(self, place, ticks, moment):
        found = place_card(place, self.request)
        return {
            "card": found,
            "url": f"{found['@id']}/@@tie-back",
            "ticks": [
                _row(name, ticks.get(name)) | {"is_asked": name in required_items(place)}
                for name in ITEM_TITLES
            ],
            "missing": tie_back_problems(place, ticks, moment),
        }


def _row(name, tick):
    return {
        "name": name,
        "title": ITEM_TITLES[name],
        "when": tick and formatted_time(tick.at),
        "by": tick and member_name(tick.by),
        "is_fresh": bool(tick) and tick.is_fresh(current_time()),
    }


def _about(tick) -> str:
    """Return who has seen an item, and when."""
    if not tick["when"]:
        return NOT_SEEN
    seen = _("Seen ${when} by ${who}.", mapping={"when": tick["when"]["text"], "who": tick["by"]})
    old = [] if tick["is_fresh"] else [_("That is more than half a year ago.")]
    return " ".join(map(api.portal.translate, (seen, *old)))
