"""The places as pages, the presence page and the portlet show them."""

from collections.abc import Sequence
from itertools import groupby
from time import time

from ... import _
from ...accounts.channels.moments import moment, period
from ...accounts.channels.vocabularies import offering
from ...site.forms.languages import entitled, title_of
from .places import Place, for_visitors

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
place_types = offering(TYPE_TITLES)


def now() -> int:
    """This moment, in seconds since 1970."""
    return int(time())


def official_page(places: Sequence[Place]) -> Place | None:
    """The official page among places as ``places.for_visitors`` gives them."""
    return next((place for place in places if place.official_page), None)


def by_administration(places: list[Place], request) -> list[dict]:
    """Administrations by title, each with its places: by type, then by title."""
    ordered = sorted(places, key=_order)
    return [
        {
            "id": f"administration-{owner.path.rpartition('/')[2]}",
            "title": title_of(owner)["text"],
            "language": title_of(owner)["language"],
            "places": [card(place, request) for place in found],
        }
        for owner, found in groupby(ordered, key=lambda place: place.facts.administration)
    ]


def cards(context, request) -> list[dict]:
    """All that a visitor is shown, the official page first."""
    return [card(place, request) for place in for_visitors(context, now())]


def card(place: Place, request) -> dict:
    """A place as it is shown; ``url`` is where it is on Facebook, ``@id`` our page about it.

    ``starts`` is ``iso`` and ``text``, which names the end, too.
    """
    facts = place.facts
    return {
        "@id": request.physicalPathToURL(facts.path),
        "title": facts.title,
        "url": facts.profile_url,
        "place_type": place.type,
        "type": TYPE_TITLES[place.type],
        "text": facts.description or facts.purpose,
        **entitled("administration", facts.administration),
        "official_page": place.official_page,
        "paused": _("Paused at present") if facts.state == "paused" else "",
        "starts": None if place.starts is None else _moment(place),
        "about": _("Who answers for it"),
    }


def _moment(place):
    return {"iso": moment(place.starts), "text": period(place.starts, place.ends)}


def _order(place):
    owner = place.facts.administration
    return owner.title.lower(), owner.path, TYPES.index(place.type), place.facts.title.lower()
