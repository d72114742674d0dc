"""A place as other systems read it."""

from ...accounts.channels.moments import moment
from .places import Place
from .ties import TITLES, Ticks


def item(place: Place, request, kept: dict[str, Ticks] | None = None) -> dict:
    """A place's public facts; moments are ISO 8601 in UTC, or None.

    ``tie_back`` comes along where ``kept``, the hub's ticks, is given: for the office only.
    """
    facts = place.facts
    found = {
        "@id": request.physicalPathToURL(facts.path),
        "UID": facts.uid,
        "title": facts.title,
        "place_type": place.type,
        "url": facts.profile_url,
        "administration": {
            "@id": request.physicalPathToURL(facts.administration.path),
            "title": facts.administration.title,
        },
        "official_page": place.official_page,
        "state": facts.state,
        "starts": moment(place.starts),
        "ends": moment(place.ends),
    }
    return found if kept is None else {**found, "tie_back": _ticks(kept.get(facts.uid, {}))}


def _ticks(ticks):
    return {
        name: {"at": moment(ticks[name].at), "by": ticks[name].by} if name in ticks else None
        for name in TITLES
    }
