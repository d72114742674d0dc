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
from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_titles import joined_title
from ...site.pages.page_values import link
from ...site.pages.permissions import may_manage_register
from ...site.pages.query import query_names
from ..listings.interfaces import IMoreOfPlace
from . import serializer
from .cards import (
    PLURALS,
    TYPE_TITLES,
    TYPES,
    current_time,
    official_page,
    place_card,
    places_by_administration,
)
from .interfaces import IFacebookPlace
from .places import Place, public_places, visible_places


@implementer(IDescribedPage)
class FacebookView(CachedPage, Page):
    """The places by administration and type; the official page always comes first."""

    lead = serializer.LEAD
    shared = {"description": lead}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return public_places(self.context, current_time())

    @cached_property
    def official(self) -> dict | None:
        found = official_page(self.places)
        return place_card(found, self.request) if found else None

    @cached_property
    def types(self) -> frozenset[str]:
        """The types that the visitor has chosen; empty for all."""
        return query_names(self.request.form, "place_type") & set(TYPES)

    @cached_property
    def groups(self) -> list[dict]:
        """The other matching places, by administration."""
        found = [
            place
            for place in self.places
            if not place.official_page and (not self.types or place.type in self.types)
        ]
        return places_by_administration(found, self.request)

    @property
    def page(self) -> dict:
        return serializer.places_page(self)

    def may_manage(self) -> bool:
        """Return whether the current user manages the list."""
        return may_manage_register(self.context)

    @property
    def heading(self) -> Message:
        return serializer.places_heading()

    @property
    def title(self) -> str:
        """The heading, and the chosen types."""
        chosen = [PLURALS[name] for name in TYPES if name in self.types]
        return joined_title(self.heading, *chosen)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@facebook"


class FacebookShortcut(ViewletBase):
    """The link above a hub's stream to the places on Facebook, once there are any."""

    def links(self) -> list[dict]:
        is_shown = public_places(self.context, current_time())
        return [link(f"{self.context.absolute_url()}/@@facebook", "Facebook")] if is_shown else []


class PlaceKind(BrowserView):
    """The type of a place, shown instead of an ordinary channel's kind."""

    def __call__(self):
        return TYPE_TITLES[self.context.place_type]


class PlaceViewlet(ViewletBase):
    """The type of a place on its own page, and its tie to the municipality."""

    def update(self):
        super().update()
        uid = facts_of(self.context).uid
        found = next((each for each in visible_places(self.context) if each.facts.uid == uid), None)
        self.card = found and place_card(found, self.request)
        self.is_over = bool(found) and found.is_over(current_time())
        # A draft or a closed place is not shown as a part of the municipality.
        self.is_ours = bool(found) and found.facts.speaks
        self.all_url = f"{hub_of(self.context).absolute_url()}/@@facebook"

    @property
    def part(self) -> dict | None:
        """The viewlet as a value."""
        return serializer.place_part(self)


@implementer(IMoreOfPlace)
@adapter(IFacebookPlace, ISocialHubLayer)
class PlaceExtras:
    """The additional part of a place's page."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self) -> dict:
        viewlet = PlaceViewlet(self.context, self.request, None, None)
        viewlet.update()
        return {"place": viewlet.part}
