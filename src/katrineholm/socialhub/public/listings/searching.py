"""What a search of the entries looks like: excerpts, the order, and whether it is whole."""

from ... import _
from ...core.feeds.clean import text_of
from ...core.search.excerpts import Part, excerpt, marked
from .cards import cards_of
from .query import BEST, NEWEST, link

ORDERS = {NEWEST: _("Newest first"), BEST: _("Best first")}


class ShowsSearch:
    """What the search's macros ask of a view that has a stream."""

    def kept(self) -> list[dict]:
        """What a search keeps of what is chosen: names and values for its form."""
        query = self.query
        filters = ("administration", "platform", "kind", "channel")
        pairs = [(name, value) for name in filters for value in sorted(getattr(query, name))]
        pairs += [("year", query.year), ("month", query.month)]
        return [{"name": name, "value": value} for name, value in pairs if value]

    def hits(self) -> list[dict]:
        """The cards of the entries that were found, with what was found in them."""
        return hits_of(self.stream, self.request)

    def orders(self) -> list[dict]:
        """In which orders the entries that were found can be seen."""
        query = self.query
        return [
            {"title": title, "url": link(self.url, query, sort=sort), "current": sort == query.sort}
            for sort, title in ORDERS.items()
        ]

    def caution(self):
        """What is to be known of a search before it is believed; None where there is nothing."""
        return caution(self.stream)


def hits_of(stream, request) -> list[dict]:
    """The cards of a search's entries; ``marked`` and ``excerpt`` tell what was found in them."""
    clauses = stream.query.clauses
    return [
        card | {"marked": marked(card["title"], clauses), "excerpt": excerpt_of(entry, clauses)}
        for entry, card in zip(stream.entries, cards_of(stream, request), strict=True)
    ]


def excerpt_of(entry, clauses) -> list[Part]:
    """What an entry says where it was found."""
    return excerpt(text_of(entry["html"]) or entry["summary"], clauses)


def caution(stream):
    """Why a search may not have found all that there is, as a message."""
    found = stream.found
    if not stream.query.clauses:
        return _("Write at least one word to search for.")
    if not found.is_usable:
        return _("The search cannot answer just now. Try again in a while.")
    if not found.is_whole:
        numbers = {"read": found.read, "stored": found.stored}
        return _(
            "The search is being prepared: ${read} of ${stored} entries can be found."
            " Search again in a while.",
            mapping=numbers,
        )
    if found.is_cut:
        return _(
            "More than ${most} entries were found. Write more words to find the right ones.",
            mapping={"most": found.total},
        )
    return None
