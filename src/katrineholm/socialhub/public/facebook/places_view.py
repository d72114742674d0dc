"""``@@facebook`` on a hub: all the municipality's places on Facebook (guideline G0b)."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18nmessageid import Message
from zope.interface import implementer

from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_values import joined_title, link
from ...site.pages.permissions import VIEW_DUTIES
from ...site.pages.query import query_names
from ..listings.place_views import ChannelView
from . import serializer
from .places import (
    PLURALS,
    TYPE_TITLES,
    TYPES,
    Place,
    current_time,
    official_page,
    place_card,
    places_by_administration,
    public_places,
)


@implementer(IDescribedPage)
class FacebookView(CachedPage, Page):
    """The page of places, sorted by administration and type, with the official page first."""

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
        """The types of places that the visitor has chosen; empty for all types."""
        return query_names(self.request.form, "place_type") & set(TYPES)

    @cached_property
    def groups(self) -> list[dict]:
        found = [
            place
            for place in self.places
            if not place.official_page and (not self.types or place.type in self.types)
        ]
        return places_by_administration(found, self.request)

    @property
    def page(self) -> dict:
        return serializer.places_page(self)

    @property
    def heading(self) -> Message:
        return serializer.places_heading()

    @property
    def title(self) -> str:
        chosen = [PLURALS[name] for name in TYPES if name in self.types]
        return joined_title(self.heading, *chosen)


class FacebookShortcut(ViewletBase):
    """The link above a hub's stream to the places on Facebook, shown if there are any."""

    def links(self) -> list[dict]:
        is_shown = public_places(self.context, current_time())
        return [link(f"{self.context.absolute_url()}/@@facebook", "Facebook")] if is_shown else []


class PlaceView(ChannelView):
    """The page of a place, which adds its type and the values about it to a channel's page."""

    @property
    def kind_title(self) -> Message:
        return TYPE_TITLES[self.context.place_type]

    def parts(self) -> dict:
        return super().parts() | {"place": serializer.place_part(self.context, self.request)}


class PlaceViewlet(ViewletBase):
    """The viewlet with the values about a place on its page in Classic UI."""

    @property
    def part(self) -> dict | None:
        return serializer.place_part(self.context, self.request)

    @property
    def look(self) -> str:
        """The style of the link to Facebook, which is not the first thing for those who tend it."""
        tends = api.user.has_permission(VIEW_DUTIES, obj=self.context)
        return f"btn btn-{'secondary' if tends else 'primary'}"
