"""The places on Facebook as plain values, from the catalogue alone, without loading them."""

from dataclasses import dataclass

from plone import api
from plone.dexterity.content import Container, DexterityContent
from plone.indexer import indexer

from ...accounts.channels.facts import ChannelFacts, all_channels, viewable_channels
from ...accounts.channels.times import local_date
from ...core.platforms.catalogue import recognise_account
from ...site.pages.cache import LruCache, visibility_key
from .interfaces import IFacebookPlace
from .validation import SERVICE, timestamp

COLUMNS = LruCache(32)
ORDINARY = {"type": "page", "official_page": False, "starts": None, "ends": None, "page_id": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``starts`` and ``ends`` are seconds since 1970, or None.

    ``is_typed`` is false for an ordinary channel on Facebook, which counts as a page.
    """

    facts: ChannelFacts
    type: str
    official_page: bool
    starts: int | None
    ends: int | None
    page_id: str
    is_typed: bool

    def is_over(self, now: int) -> bool:
        """Return whether an event has ended; without an end it lasts through its first day."""
        if self.ends is not None:
            return self.ends < now
        return self.starts is not None and local_date(self.starts) < local_date(now)


def visible_places(context: Container) -> tuple[Place, ...]:
    """Return the places below an object that the current user may see, in any state, by title."""
    path = api.portal.get().getPhysicalPath()
    return _places(
        viewable_channels(context), COLUMNS.get((path, visibility_key()), lambda: _columns(path))
    )


def all_places(context: Container) -> tuple[Place, ...]:
    """Return all places below an object, regardless of the user: for the office's checks."""
    return _places(all_channels(context), _columns(context.getPhysicalPath(), unrestricted=True))


def public_places(context: Container, now: int) -> tuple[Place, ...]:
    """Return the public places: the official page first, no past events."""
    found = [
        place for place in visible_places(context) if place.facts.speaks and not place.is_over(now)
    ]
    return tuple(sorted(found, key=lambda place: not place.official_page))


def _columns(path, unrestricted=False):
    brains = api.content.find(
        portal_type="FacebookPlace", path="/".join(path), unrestricted=unrestricted
    )
    return {brain.UID: brain.socialhub_place for brain in brains}


def _places(channels, columns):
    return tuple(
        Place(facts, **columns.get(facts.uid, ORDINARY), is_typed=facts.uid in columns)
        for facts in channels
        if facts.platform == SERVICE
    )


@indexer(IFacebookPlace)
def place_facts(place: DexterityContent) -> dict:
    """Return the column ``socialhub_place``; times are seconds since 1970, or None."""
    return {
        "type": place.place_type,
        "official_page": bool(place.official_page),
        "starts": timestamp(place.event_starts),
        "ends": timestamp(place.event_ends),
        "page_id": place.page_id or _number(place),
    }


def _number(place):
    """Return the page's number, if the URL contains it."""
    account = recognise_account(place.profile_url).account
    return account if account.isdigit() else ""
