"""What the catalogue remembers of a place beside what it remembers of every channel.

It can reach the public, so nothing private stands here.
"""

from plone.indexer import indexer

from ...core.platforms.catalogue import recognise
from .interfaces import IFacebookPlace
from .validation import seconds


@indexer(IFacebookPlace)
def place_facts(place) -> dict:
    """The column ``socialhub_place``; ``starts`` and ``ends`` are seconds since 1970, or None."""
    return {
        "type": place.place_type,
        "official_page": bool(place.official_page),
        "starts": seconds(place.event_starts),
        "ends": seconds(place.event_ends),
        "page_id": place.page_id or _number(place),
    }


def _number(place):
    """An address may be the number itself."""
    account = recognise(place.profile_url).account
    return account if account.isdigit() else ""
