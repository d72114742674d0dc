"""Cards of places, for the pages, the presence page and the portlet."""

from collections.abc import Sequence
from itertools import groupby
from time import time

from plone.dexterity.content import Container
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.times import formatted_period, iso_time
from ...accounts.channels.vocabularies import static_vocabulary
from ...site.pages.languages import title_values, translated_title
from .places import Place, public_places

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


def current_time() -> int:
    """Return the current time in seconds since 1970."""
    return int(time())


def official_page(places: Sequence[Place]) -> Place | None:
    """Return the official page among places, or None."""
    return next((place for place in places if place.official_page), None)


def places_by_administration(places: list[Place], request: HTTPRequest) -> list[dict]:
    """Return administrations sorted by title, with places sorted by type and title."""
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
    """Return the cards of all places for visitors, the official page first."""
    return [place_card(place, request) for place in public_places(context, current_time())]


def place_card(place: Place, request: HTTPRequest) -> dict:
    """Return a place's card; ``url`` is the place on Facebook, ``@id`` this site's page about it.

    ``starts`` is ``iso`` and ``text``, which contains the end, too.
    """
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


def _order(place):
    owner = place.facts.administration
    return owner.title.lower(), owner.path, TYPES.index(place.type), place.facts.title.lower()
