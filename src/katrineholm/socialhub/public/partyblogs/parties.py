"""The parties of a hub and their order, for everything that shows parties."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plone import api
from plone.dexterity.content import Container, DexterityContent

from ... import _
from ...accounts.channels.times import today
from ...accounts.channels.vocabularies import static_vocabulary
from ...site.pages.cache import LruCache, visibility_key
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
ORDER_TITLES = {
    "alphabet": _("In alphabetical order"),
    "seats": _("By seats in the council, the most first"),
}
link_kinds = static_vocabulary(LINK_TITLES)
party_orders = static_vocabulary(ORDER_TITLES)


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party in one term; ``path`` is a physical path, the days are inclusive ISO dates.

    ``link`` and ``feed`` are empty if the party has none, ``seats`` is None if unknown.
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
        """The label of the link, in the reader's language; empty without a link."""
        return api.portal.translate(LINK_TITLES[self.link_kind]) if self.link else ""

    def sits(self, day: date) -> bool:
        """Return whether the party is in the council on a day."""
        return self.term_from <= day.isoformat() <= self.term_to


def sitting_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties that sit in the council today, in the office's order."""
    day = today()
    return in_chosen_order(party for party in visible_parties(hub) if party.sits(day))


def all_sitting_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties in the council today, regardless of the user: for the worker only."""
    question = {"portal_type": "CouncilParty", "path": "/".join(hub.getPhysicalPath())}
    found = map(brain_facts, api.content.find(**question, unrestricted=True))
    return in_chosen_order(party for party in found if party.sits(today()))


def coming_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties of coming terms."""
    return in_chosen_order(
        party for party in visible_parties(hub) if party.term_from > today().isoformat()
    )


def past_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties of past terms, the latest first."""
    found = in_chosen_order(
        party for party in visible_parties(hub) if party.term_to < today().isoformat()
    )
    return sorted(found, key=lambda party: party.term_to, reverse=True)


def in_chosen_order(found: Iterable[PartyFacts]) -> list[PartyFacts]:
    """Return parties in the order chosen by the office."""
    return sort_parties(found, chosen_order())


def chosen_order() -> str:
    """Return the chosen order: ``alphabet`` or ``seats``."""
    return setting("party_order")


def visible_parties(hub: Container) -> tuple[PartyFacts, ...]:
    """Return all parties of a hub that the current user may see, of any term, unordered."""
    path = "/".join(hub.getPhysicalPath())
    return PARTIES.get((path, visibility_key()), lambda: _found(path))


def brain_facts(brain: Any) -> PartyFacts:
    """Return the facts of a party from its catalogue brain, without loading it."""
    return PartyFacts(path=brain.getPath(), title=brain.Title, **brain.socialhub_facts)


def object_facts(party: DexterityContent) -> PartyFacts:
    """Return the facts of one party object."""
    path = "/".join(party.getPhysicalPath())
    return PartyFacts(path=path, title=party.title, **party_metadata(party))


def _found(path):
    """Return the parties of all terms: days are compared by the caller."""
    question = {"portal_type": "CouncilParty", "path": {"query": path, "depth": 1}}
    return tuple(brain_facts(brain) for brain in api.content.find(**question, show_inactive=True))


def sort_parties(parties: Iterable, rule: str) -> list:
    """Return parties (with ``title`` and ``seats``) by ``alphabet``, or by ``seats`` descending.

    Parties with equal seats are in alphabetical order; those without a number come last.
    """
    found = sorted(parties, key=lambda party: swedish_sort_key(party.title))
    if rule == "seats":
        found.sort(key=lambda party: -1 if party.seats is None else party.seats, reverse=True)
    return found


def swedish_sort_key(title: str) -> tuple[str, str]:
    """Return a key that sorts titles by the Swedish alphabet, with any accents.

    >>> sorted(["Öppet", "Åker", "Zon", "älg", "Élan", "Egen"], key=swedish)
    ['Egen', 'Élan', 'Zon', 'Åker', 'älg', 'Öppet']
    """
    letters = unicodedata.normalize("NFC", title).casefold().translate(SWEDISH)
    bare = unicodedata.normalize("NFKD", letters)
    return "".join(c for c in bare if not unicodedata.combining(c)), title
