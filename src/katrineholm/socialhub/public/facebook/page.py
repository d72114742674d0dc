"""``@@facebook`` on a hub: all the municipality's places on Facebook (guideline G0b)."""

from functools import cached_property

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer

from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...interfaces import ISocialHubLayer
from ...site.caching.pages import KeptPage
from ...site.forms.acts import Page
from ...site.forms.head import IDescribedPage
from ...site.forms.headings import joined
from ...site.forms.permissions import may_manage
from ...site.forms.plain import link
from ...site.forms.queries import names
from ..listings.interfaces import IMoreOfPlace
from . import pages
from .cards import PLURALS, TYPE_TITLES, TYPES, by_administration, card, now, official_page
from .interfaces import IFacebookPlace
from .places import Place, for_visitors, places


@implementer(IDescribedPage)
class FacebookView(KeptPage, Page):
    """The places by administration and type; the official page always comes first."""

    lead = pages.LEAD
    shared = {"description": lead}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return for_visitors(self.context, now())

    @cached_property
    def official(self) -> dict | None:
        found = official_page(self.places)
        return card(found, self.request) if found else None

    @cached_property
    def types(self) -> frozenset[str]:
        """The types that the visitor has chosen; empty for all."""
        return names(self.request.form, "place_type") & set(TYPES)

    @cached_property
    def groups(self) -> list[dict]:
        """The other matching places, by administration."""
        found = [
            place
            for place in self.places
            if not place.official_page and (not self.types or place.type in self.types)
        ]
        return by_administration(found, self.request)

    @property
    def page(self) -> dict:
        return pages.page(self)

    def may_manage(self) -> bool:
        """Return whether the current user manages the list."""
        return may_manage(self.context)

    @property
    def heading(self) -> Message:
        return pages.heading()

    @property
    def title(self) -> str:
        """The heading, and the chosen types."""
        chosen = [PLURALS[name] for name in TYPES if name in self.types]
        return joined(self.heading, *chosen)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@facebook"


class FacebookPointer(ViewletBase):
    """The link above a hub's stream to the places on Facebook, once there are any."""

    def links(self) -> list[dict]:
        is_shown = for_visitors(self.context, now())
        return [link(f"{self.context.absolute_url()}/@@facebook", "Facebook")] if is_shown else []


class KindOfPlace(BrowserView):
    """The type of a place, shown instead of an ordinary channel's kind."""

    def __call__(self):
        return TYPE_TITLES[self.context.place_type]


class PlaceViewlet(ViewletBase):
    """The type of a place on its own page, and its tie to the municipality."""

    def update(self):
        super().update()
        uid = facts_of(self.context).uid
        found = next((each for each in places(self.context) if each.facts.uid == uid), None)
        self.card = found and card(found, self.request)
        self.is_over = bool(found) and found.is_over(now())
        # A draft or a closed place is not shown as a part of the municipality.
        self.is_ours = bool(found) and found.facts.speaks
        self.all_url = f"{hub_of(self.context).absolute_url()}/@@facebook"

    @property
    def part(self) -> dict | None:
        """The viewlet as a value."""
        return pages.part(self)


@implementer(IMoreOfPlace)
@adapter(IFacebookPlace, ISocialHubLayer)
class MoreOfPlace:
    """The additional part of a place's page."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self) -> dict:
        viewlet = PlaceViewlet(self.context, self.request, None, None)
        viewlet.update()
        return {"place": viewlet.part}
