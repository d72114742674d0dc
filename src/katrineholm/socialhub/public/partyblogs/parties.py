"""The parties of a hub and their order, for all pages, portlets and services that show parties."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from plone import api
from plone.dexterity.content import Container, DexterityContent

from ... import _
from ...accounts.channels.times import today
from ...site.pages.cache import LruCache, visibility_key
from ...site.pages.form_schema import static_vocabulary
from ...site.settings.registry import setting
from .indexers import party_metadata

PARTIES = LruCache(32)
# The three letters after z, with the neighbours' letters that Swedish sorts like them.
SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
# Also the labels of the links.
LINK_TITLES = {
    "blog": _("Blog"),
    "site": _("Web site"),
    "microblog": _("Microblog"),
    "video": _("Video"),
    "other": _("Link"),
}
link_kinds = static_vocabulary(LINK_TITLES)


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party in one term; ``path`` is its physical path, and the days are inclusive ISO dates.

    ``link`` and ``feed`` are empty if the party has none; ``seats`` is None if unknown.
    """

    path: str
    title: str
    abbreviation: str
    link: str
    link_kind: str
    seats: int | None
    term_from: str
    term_to: str
    feed: str = ""

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def link_text(self) -> str:
        """The label of the party's link in the reader's language, or "" without a link."""
        return api.portal.translate(LINK_TITLES[self.link_kind]) if self.link else ""

    def sits(self, day: date) -> bool:
        """Return True if the party is in the council on this day."""
        return self.term_from <= day.isoformat() <= self.term_to


def sitting_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties in the council today that the user may see, in the office's order."""
    day = today()
    return in_chosen_order(party for party in visible_parties(hub) if party.sits(day))


def all_sitting_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties in the council today, regardless of the user's permissions."""
    return in_chosen_order(party for party in stored_parties(hub) if party.sits(today()))


def stored_parties(hub: Container) -> Iterator[PartyFacts]:
    """Yield all parties of a hub without caching, including those added by this request."""
    path = "/".join(hub.getPhysicalPath())
    brains = api.content.find(portal_type="CouncilParty", path=path, unrestricted=True)
    return map(brain_facts, brains)


def coming_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties whose term has not started yet."""
    day = today().isoformat()
    return in_chosen_order(party for party in visible_parties(hub) if party.term_from > day)


def past_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties whose term is over, with the latest term first."""
    day = today().isoformat()
    found = in_chosen_order(party for party in visible_parties(hub) if party.term_to < day)
    return sorted(found, key=lambda party: party.term_to, reverse=True)


def in_chosen_order(found: Iterable[PartyFacts]) -> list[PartyFacts]:
    """Return the parties in the order that the office has chosen in the settings."""
    return sort_parties(found, setting("party_order"))


def visible_parties(hub: Container) -> tuple[PartyFacts, ...]:
    """Return a hub's parties of all terms that the current user may see, in no special order."""
    path = "/".join(hub.getPhysicalPath())
    return PARTIES.get((path, visibility_key()), lambda: _found(path))


def brain_facts(brain: Any) -> PartyFacts:
    """Return the facts of a party from its catalogue brain, without loading the party."""
    return PartyFacts(path=brain.getPath(), title=brain.Title, **brain.socialhub_facts)


def object_facts(party: DexterityContent) -> PartyFacts:
    """Return the facts of a party from the party itself."""
    path = "/".join(party.getPhysicalPath())
    return PartyFacts(path=path, title=party.title, **party_metadata(party))


def _found(path):
    """Return the parties of all terms: days are compared by the caller."""
    question = {"portal_type": "CouncilParty", "path": {"query": path, "depth": 1}}
    return tuple(brain_facts(brain) for brain in api.content.find(**question, show_inactive=True))


def sort_parties(parties: Iterable, rule: str) -> list:
    """Return parties sorted by title, or by descending ``seats`` if ``rule`` is "seats".

    Parties with equal seats are sorted by title; those with unknown seats come last.
    """
    found = sorted(parties, key=lambda party: swedish_sort_key(party.title))
    if rule == "seats":
        found.sort(key=lambda party: -1 if party.seats is None else party.seats, reverse=True)
    return found


def swedish_sort_key(title: str) -> tuple[str, str]:
    """Return a key that sorts titles by the Swedish alphabet, whatever accents they contain.

    >>> sorted(["Öppet", "Åker", "Zon", "älg", "Élan", "Egen"], key=swedish_sort_key)
    ['Egen', 'Élan', 'Zon', 'Åker', 'älg', 'Öppet']
    """
    letters = unicodedata.normalize("NFC", title).casefold().translate(SWEDISH)
    bare = unicodedata.normalize("NFKD", letters)
    return "".join(c for c in bare if not unicodedata.combining(c)), title
