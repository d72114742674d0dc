"""``@@facebook`` on a hub: all the municipality's places on Facebook (guideline G0b)."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...site.caching.pages import KeptPage
from ...site.forms.head import IDescribedPage
from ...site.forms.headings import joined
from ...site.forms.permissions import CONFIRM_CHANNEL, VIEW_DUTIES, may_manage
from ...site.forms.queries import names
from ...site.settings.registry import municipality
from .cards import PLURALS, TYPE_TITLES, TYPES, by_administration, card, now, official_page
from .places import Place, for_visitors, places

LEAD = _("All our pages, groups, events and persons on Facebook. What is not here is not ours.")


@implementer(IDescribedPage)
class FacebookView(KeptPage, BrowserView):
    """By administration and type; the official page stands first, whatever is chosen."""

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return for_visitors(self.context, now())

    @cached_property
    def official(self) -> dict | None:
        """The official page."""
        found = official_page(self.places)
        return found and card(found, self.request)

    @cached_property
    def types(self) -> frozenset[str]:
        """The types that the visitor asks for; empty for all."""
        return names(self.request.form, "place_type") & set(TYPES)

    @cached_property
    def groups(self) -> list[dict]:
        """The other places that are asked for, by administration."""
        found = [
            place
            for place in self.places
            if not place.official_page and (not self.types or place.type in self.types)
        ]
        return by_administration(found, self.request)

    def choices(self) -> list[dict]:
        """Links that show places of one type only, where there are several types."""
        present = [place.type for place in self.places]
        found = [
            {
                "title": PLURALS[name],
                "number": present.count(name),
                "url": f"{self.url}?place_type={name}",
                "is_current": name in self.types,
            }
            for name in TYPES
            if name in present
        ]
        everything = {
            "title": _("All places"),
            "number": len(present),
            "url": self.url,
            "is_current": not self.types,
        }
        return [everything, *found] if len(found) > 1 or self.types else []

    def may_manage(self) -> bool:
        """Whether the present user keeps the list."""
        return may_manage(self.context)

    def municipality(self) -> str:
        """Whose places they are."""
        return municipality()

    @property
    def title(self) -> str:
        """What is shown, for the page's title: the municipality, and which types were asked for."""
        whole = _("${municipality} on Facebook", mapping={"municipality": municipality()})
        chosen = [PLURALS[name] for name in TYPES if name in self.types]
        return joined(whole, *chosen)

    @property
    def shared(self) -> dict:
        """What others show of the page, beside its title."""
        return {"description": LEAD}

    @property
    def url(self) -> str:
        """The page's own address."""
        return f"{self.context.absolute_url()}/@@facebook"


class FacebookPointer(ViewletBase):
    """Above a hub's stream: where the places on Facebook are, once there are any."""

    def is_shown(self) -> bool:
        return bool(for_visitors(self.context, now()))


class KindOfPlace(BrowserView):
    """What a place is called where an ordinary channel tells its kind."""

    def __call__(self):
        return TYPE_TITLES[self.context.place_type]


class PlaceViewlet(ViewletBase):
    """On a place's own page: what kind of place it is, and that it is a part of the whole."""

    def update(self):
        super().update()
        uid = facts_of(self.context).uid
        found = next((each for each in places(self.context) if each.facts.uid == uid), None)
        self.card = found and card(found, self.request)
        self.is_over = bool(found) and found.is_over(now())
        # What is no place of the municipality's, yet or any longer, is not shown as a part of it.
        self.is_ours = bool(found) and found.facts.speaks
        self.all_url = f"{hub_of(self.context).absolute_url()}/@@facebook"
        self.municipality = municipality()
        self.may_see = api.user.has_permission(VIEW_DUTIES, obj=self.context)
        self.may_tick_off = api.user.has_permission(CONFIRM_CHANNEL, obj=self.context)
