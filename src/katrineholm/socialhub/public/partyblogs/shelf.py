"""Which parties are on the shelf, and in which order; everything that shows parties asks here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plone import api

from ... import _
from ...accounts.channels.moments import today
from ...accounts.channels.vocabularies import offering
from ...site.caching.memory import Shelf, sight
from ...site.settings.registry import setting
from .recorded import recorded_party

PARTIES = Shelf(32)
# The three letters after z, with those of the neighbours that Swedish sorts as them.
SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
# Also what the link to it is called.
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
link_kinds = offering(LINK_TITLES)
party_orders = offering(ORDER_TITLES)


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party in one term; ``path`` is a physical path, the days are ISO dates, both included.

    ``link`` and ``feed`` are empty where the party has given none, ``seats`` is None where it is
    not known.
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
        """What the link leads to, in the reader's language; empty without a link."""
        return api.portal.translate(LINK_TITLES[self.link_kind]) if self.link else ""

    def sits(self, day: date) -> bool:
        """Whether the party is in the council on a day."""
        return self.term_from <= day.isoformat() <= self.term_to


def on_shelf(hub) -> list[PartyFacts]:
    """The parties that are in the council today, in the shelf's order."""
    day = today()
    return in_order(party for party in parties(hub) if party.sits(day))


def sitting(hub) -> list[PartyFacts]:
    """The parties that are in the council today, whoever asks: for the worker only."""
    question = {"portal_type": "CouncilParty", "path": "/".join(hub.getPhysicalPath())}
    found = map(facts_in, api.content.find(**question, unrestricted=True))
    return in_order(party for party in found if party.sits(today()))


def coming(hub) -> list[PartyFacts]:
    """Those whose term has not begun."""
    return in_order(party for party in parties(hub) if party.term_from > today().isoformat())


def past(hub) -> list[PartyFacts]:
    """Those whose term is over, the latest first."""
    found = in_order(party for party in parties(hub) if party.term_to < today().isoformat())
    return sorted(found, key=lambda party: party.term_to, reverse=True)


def in_order(found) -> list[PartyFacts]:
    """Parties by the rule that the office has chosen for the whole shelf."""
    return ordered(found, rule())


def rule() -> str:
    """``alphabet`` or ``seats``."""
    return setting("party_order")


def parties(hub) -> tuple[PartyFacts, ...]:
    """All parties of a hub that the present user may see, of whatever term, in no order."""
    return _parties("/".join(hub.getPhysicalPath()))


def facts_in(brain) -> PartyFacts:
    """The facts of a party that the catalogue has found, without waking it."""
    return PartyFacts(path=brain.getPath(), title=brain.Title, **brain.socialhub_facts)


def facts_of(party) -> PartyFacts:
    """The facts of one party object."""
    path = "/".join(party.getPhysicalPath())
    return PartyFacts(path=path, title=party.title, **recorded_party(party))


def _parties(path):
    return PARTIES.get((path, sight()), lambda: _sitting(path))


def _sitting(path):
    """The days are compared by who asks: also those whose term is over are found here."""
    question = {"portal_type": "CouncilParty", "path": {"query": path, "depth": 1}}
    return tuple(facts_in(brain) for brain in api.content.find(**question, show_inactive=True))


def ordered(parties: Iterable, rule: str) -> list:
    """Parties (with ``title`` and ``seats``) by ``alphabet``, or by ``seats``, the most first.

    Those of as many seats are in alphabetical order; last are those without a number.
    """
    found = sorted(parties, key=lambda party: swedish(party.title))
    if rule == "seats":
        found.sort(key=lambda party: -1 if party.seats is None else party.seats, reverse=True)
    return found


def swedish(title: str) -> tuple[str, str]:
    """A key that sorts titles by the Swedish alphabet, whatever letters they are written in.

    >>> sorted(["Öppet", "Åker", "Zon", "älg", "Élan", "Egen"], key=swedish)
    ['Egen', 'Élan', 'Zon', 'Åker', 'älg', 'Öppet']
    """
    letters = unicodedata.normalize("NFC", title).casefold().translate(SWEDISH)
    bare = unicodedata.normalize("NFKD", letters)
    return "".join(c for c in bare if not unicodedata.combining(c)), title
