"""The places on Facebook as plain values, from the catalogue alone, without loading them."""

from dataclasses import dataclass

from plone import api
from plone.dexterity.content import Container, DexterityContent
from plone.indexer import indexer

from ...accounts.channels.facts import ChannelFacts, known, visible
from ...accounts.channels.moments import date_of
from ...core.platforms.catalogue import recognise
from ...site.caching.memory import Shelf, sight
from .interfaces import IFacebookPlace
from .validation import SERVICE, seconds

SEEN = Shelf(32)
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
        return self.starts is not None and date_of(self.starts) < date_of(now)


def places(context: Container) -> tuple[Place, ...]:
    """Return the places below an object that the current user may see, in any state, by title."""
    path = api.portal.get().getPhysicalPath()
    return _places(visible(context), SEEN.get((path, sight()), lambda: _columns(path)))


def every(context: Container) -> tuple[Place, ...]:
    """Return all places below an object, regardless of the user: for the office's checks."""
    return _places(known(context), _columns(context.getPhysicalPath(), unrestricted=True))


def for_visitors(context: Container, now: int) -> tuple[Place, ...]:
    """Return the public places: the official page first, no past events."""
    found = [place for place in places(context) if place.facts.speaks and not place.is_over(now)]
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
        "starts": seconds(place.event_starts),
        "ends": seconds(place.event_ends),
        "page_id": place.page_id or _number(place),
    }


def _number(place):
    """Return the page's number, if the URL contains it."""
    account = recognise(place.profile_url).account
    return account if account.isdigit() else ""
