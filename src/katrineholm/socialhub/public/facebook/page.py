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
    """By administration and type; the official page stands first, whatever is chosen."""

    lead = pages.LEAD
    shared = {"description": lead}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return for_visitors(self.context, now())

    @cached_property
    def official(self) -> dict | None:
        """The official page."""
        found = official_page(self.places)
        return card(found, self.request) if found else None

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

    @property
    def page(self) -> dict:
        """The page as a value, see ``pages``."""
        return pages.page(self)

    def may_manage(self) -> bool:
        """Whether the present user keeps the list."""
        return may_manage(self.context)

    @property
    def heading(self) -> Message:
        return pages.heading()

    @property
    def title(self) -> str:
        """The heading, and which types were asked for."""
        chosen = [PLURALS[name] for name in TYPES if name in self.types]
        return joined(self.heading, *chosen)

    @property
    def url(self) -> str:
        """The page's own address."""
        return f"{self.context.absolute_url()}/@@facebook"


class FacebookPointer(ViewletBase):
    """Above a hub's stream: where the places on Facebook are, once there are any."""

    def links(self) -> list[dict]:
        is_shown = for_visitors(self.context, now())
        return [link(f"{self.context.absolute_url()}/@@facebook", "Facebook")] if is_shown else []


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

    @property
    def part(self) -> dict | None:
        """What it shows as a value, see ``pages``."""
        return pages.part(self)


@implementer(IMoreOfPlace)
@adapter(IFacebookPlace, ISocialHubLayer)
class MoreOfPlace:
    """What the page of a place has besides what each channel's has."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self) -> dict:
        viewlet = PlaceViewlet(self.context, self.request, None, None)
        viewlet.update()
        return {"place": viewlet.part}
