"""The places on Facebook and their cards, read from the catalogue without loading the objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from time import time

from plone import api
from plone.dexterity.content import Container, DexterityContent
from plone.indexer import indexer
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.facts import ChannelFacts, all_channels, viewable_channels
from ...accounts.channels.times import formatted_period, iso_time, local_date
from ...core.platforms.catalogue import recognise_account
from ...site.pages.cache import LruCache, visibility_key
from ...site.pages.form_schema import static_vocabulary
from ...site.pages.languages import title_values, translated_title
from .interfaces import IFacebookPlace
from .validation import SERVICE, timestamp

TYPE_TITLES = {
    "page": _("Page"),
    "group": _("Group"),
    "event": _("Event"),
    "person": _("Person"),
    "place": _("Place"),
    "other": _("Other place"),
}
# As headings above several of them.
PLURALS = {
    "page": _("Pages"),
    "group": _("Groups"),
    "event": _("Events"),
    "person": _("Persons"),
    "place": _("Places"),
    "other": _("Other places"),
}
TYPES = list(TYPE_TITLES)
place_types = static_vocabulary(TYPE_TITLES)
COLUMNS = LruCache(32)
ORDINARY = {"type": "page", "official_page": False, "starts": None, "ends": None, "page_id": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """A place on Facebook; ``starts`` and ``ends`` are in seconds since 1970, or None.

    ``is_typed`` is False for an ordinary channel on Facebook, which counts as a page.
    """

    facts: ChannelFacts
    type: str
    official_page: bool
    starts: int | None
    ends: int | None
    page_id: str
    is_typed: bool

    def is_over(self, now: int) -> bool:
        """Return True if an event is over; without an end time it lasts for its first day."""
        if self.ends is not None:
            return self.ends < now
        return self.starts is not None and local_date(self.starts) < local_date(now)


def visible_places(context: Container) -> tuple[Place, ...]:
    """Return the places, in any state, that the current user may see, sorted by title."""
    path = api.portal.get().getPhysicalPath()
    columns = COLUMNS.get((path, visibility_key()), lambda: _columns(path))
    return _places(viewable_channels(context), columns)


def all_places(context: Container) -> tuple[Place, ...]:
    """Return all places below an object, regardless of the user's permissions."""
    return _places(all_channels(context), _columns(context.getPhysicalPath(), unrestricted=True))


def public_places(context: Container, now: int) -> tuple[Place, ...]:
    """Return the public places except past events, with the official page first."""
    found = (each for each in visible_places(context) if each.facts.speaks)
    present = (place for place in found if not place.is_over(now))
    return tuple(sorted(present, key=lambda place: not place.official_page))


@indexer(IFacebookPlace)
def place_facts(place: DexterityContent) -> dict:
    """Return a place's column ``socialhub_place``, with times in seconds since 1970 or None."""
    account = recognise_account(place.profile_url).account
    return {
        "type": place.place_type,
        "official_page": bool(place.official_page),
        "starts": timestamp(place.event_starts),
        "ends": timestamp(place.event_ends),
        "page_id": place.page_id or (account if account.isdigit() else ""),
    }


def current_time() -> int:
    """Return the current time in seconds since 1970."""
    return int(time())


def official_page(places: Sequence[Place]) -> Place | None:
    """Return the official page among these places, or None."""
    return next((place for place in places if place.official_page), None)


def places_by_administration(places: list[Place], request: HTTPRequest) -> list[dict]:
    """Return the administrations by title, each with its places sorted by type and title."""
    ordered = sorted(places, key=_order)
    return [
        {
            "id": f"administration-{owner.path.rpartition('/')[2]}",
            "title": translated_title(owner)["text"],
            "language": translated_title(owner)["language"],
            "places": [place_card(place, request) for place in found],
        }
        for owner, found in groupby(ordered, key=lambda place: place.facts.administration)
    ]


def place_cards(context: Container, request: HTTPRequest) -> list[dict]:
    """Return the cards of all public places, with the official page first."""
    return [place_card(place, request) for place in public_places(context, current_time())]


def place_card(place: Place, request: HTTPRequest) -> dict:
    """Return a place's card; ``url`` leads to Facebook, and ``@id`` to the place's page here."""
    facts = place.facts
    return {
        "@id": request.physicalPathToURL(facts.path),
        "title": facts.title,
        "url": facts.profile_url,
        "place_type": place.type,
        "type": TYPE_TITLES[place.type],
        "text": facts.description or facts.purpose,
        **title_values("administration", facts.administration),
        "official_page": place.official_page,
        "paused": _("Paused at present") if facts.state == "paused" else "",
        "starts": None
        if place.starts is None
        else {"iso": iso_time(place.starts), "text": formatted_period(place.starts, place.ends)},
        "about": _("Who answers for it"),
    }


def _columns(path, unrestricted=False):
    question = {"portal_type": "FacebookPlace", "path": "/".join(path)}
    brains = api.content.find(**question, unrestricted=unrestricted)
    return {brain.UID: brain.socialhub_place for brain in brains}


def _places(channels, columns):
    return tuple(
        Place(facts, **columns.get(facts.uid, ORDINARY), is_typed=facts.uid in columns)
        for facts in channels
        if facts.platform == SERVICE
    )


def _order(place):
    owner = place.facts.administration
    return owner.title.lower(), owner.path, TYPES.index(place.type), place.facts.title.lower()
