"""The results of a search in the stream: excerpts, sort order and completeness."""

from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...core.feeds.sanitiser import sanitised_text
from ...core.search.clauses import Clause
from ...core.search.excerpts import TextPart, excerpt_parts, highlighted_parts
from ...core.timeline.layout import Entry
from ...site.pages.page_values import link, sentence_parts
from ...site.pages.query import hidden_fields
from .cards import stream_cards
from .query import BEST, FILTERS, NEWEST, Query, query_url
from .stream import Stream

NONE_WRITTEN = _("No entry has exactly these words. These have similar ones.")
SIMILAR = _("Few entries have exactly these words. They come first, then those with similar ones.")
ORDERS = {NEWEST: _("Newest first"), BEST: _("Best first")}


def search_fields(query: Query) -> list[dict]:
    """Return the chosen filters as hidden fields of the search form."""
    period = [{"name": name, "value": getattr(query, name)} for name in ("year", "month")]
    return hidden_fields(query, FILTERS) + [each for each in period if each["value"]]


def sort_links(url: str, query: Query) -> list[dict]:
    return [
        {"@id": query_url(url, query, sort=sort), "title": title, "selected": sort == query.sort}
        for sort, title in ORDERS.items()
    ]


def hit_cards(stream: Stream, request: HTTPRequest) -> list[dict]:
    """Return the cards of a search's hits, with a ``marked`` title and an ``excerpt`` added."""
    clauses, cards = stream.marks, stream_cards(stream, request)
    for entry, card in zip(stream.entries, cards, strict=True):
        card["marked"] = highlighted_parts(card["title"], clauses)
        card["excerpt"] = entry_excerpt(entry, clauses)
    return cards


def meant_sentence(url: str, stream: Stream) -> list[dict]:
    """Return a question with a link to what a search probably means; empty if it is clear."""
    guess, query = stream.found.guess, stream.query
    if guess is None or not guess.text or query.start:
        return []
    meant = link(query_url(url, query, text=guess.text), guess.text)
    return sentence_parts(_("Did you mean ${text}?"), text=meant)


def entry_excerpt(entry: Entry, clauses: tuple[Clause, ...]) -> list[TextPart]:
    """Return an excerpt of an entry around the matches of a search, divided into parts."""
    return excerpt_parts(sanitised_text(entry["html"]) or entry["summary"], clauses)


def search_caution(stream: Stream) -> Message | None:
    """Return a warning if a search is invalid or its result incomplete, else None."""
    found = stream.found
    if stream.query.text and not stream.query.clauses:
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
    if found.is_cut and stream.query.text:
        return _(
            "More than ${most} entries were found. Write more words to find the right ones.",
            mapping={"most": found.total},
        )
    if found.guess and found.written < found.total:
        return SIMILAR if found.written else NONE_WRITTEN
    return None
