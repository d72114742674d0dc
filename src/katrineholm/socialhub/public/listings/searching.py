"""What a search of the entries looks like: excerpts, the order, and whether it is whole."""

from ... import _
from ...core.feeds.clean import text_of
from ...core.search.excerpts import Part, excerpt, marked
from .cards import cards_of
from .query import BEST, FILTERS, NEWEST, Query, link

ORDERS = {NEWEST: _("Newest first"), BEST: _("Best first")}


def kept(query: Query) -> list[dict]:
    """What a search keeps of what is chosen: names and values for its form."""
    pairs = [(name, value) for name in FILTERS for value in sorted(getattr(query, name))]
    pairs += [("year", query.year), ("month", query.month)]
    return [{"name": name, "value": value} for name, value in pairs if value]


def orders(url: str, query: Query) -> list[dict]:
    """In which orders what was found can be seen."""
    return [
        {"title": title, "url": link(url, query, sort=sort), "current": sort == query.sort}
        for sort, title in ORDERS.items()
    ]


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
