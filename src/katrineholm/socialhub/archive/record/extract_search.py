"""The search for all that is kept about a person, for a register extract (GDPR, article 15).

The indexes find it by the words of each name, handle or address. Namesakes are found, too, so that
a registrar chooses what is about the person.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plone.dexterity.content import Container

from ...core.messages import message_index
from ...core.messages.store import messages_of
from .people import people_keys
from .query import LIMITS, MESSAGE, RecordQuery
from .search import Hit, search_results

MOST = LIMITS["b_start"][1]
# Services and people write the same address with and without these.
BEGINNING = re.compile(r"^(https?://)?(www\.)?@?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matches:
    """All that may be about a person.

    ``hits`` are results of the record, newest first; ``others`` are keys of people and notes.
    ``elsewhere`` counts messages that the user may not read. ``is_whole`` is False if something was
    not searched.
    """

    hits: tuple[Hit, ...]
    others: tuple[str, ...]
    elsewhere: int
    is_whole: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all records that were found, people first."""
        return (*self.others, *(hit.key for hit in self.hits))


def find_matches(hub: Container, terms: Iterable[str]) -> Matches:
    """Return all that may be about the person with these names, handles or addresses."""
    queries = [RecordQuery(term_text(term), size=MOST) for term in terms]
    pages = [search_results(hub, query) for query in queries]
    found = {hit.key: hit for page in pages for hit in page.hits}
    hits = sorted(found.values(), key=lambda hit: -hit.time)
    others = people_keys(hub, [query.clauses for query in queries])
    is_whole = all(page.is_usable and page.is_whole and not page.is_cut for page in pages)
    return Matches(tuple(hits), tuple(others), _elsewhere(hub, queries, hits), is_whole)


def term_text(term: str) -> str:
    """Return a name, handle or address as it is searched for, without what may be left out."""
    return BEGINNING.sub("", term)


def _elsewhere(hub, queries, hits) -> int:
    """Return how many messages match that are not the user's to read."""
    root = messages_of(hub).root
    matching = {
        number
        for query in queries
        for number in message_index.matching_numbers(root, query.clauses)
    }
    return len(matching - {hit.found for hit in hits if hit.type == MESSAGE})
