"""Entries among the results of the site's search, as sections below Plone's own."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...site.pages.languages import translated_title
from ...site.pages.page_values import link as way
from ...site.pages.page_values import sentence_parts
from .card_serializer import serialize_hit
from .cards import CardViewMixin, stream_cards
from .query import BEST, Query, query_from, query_url
from .search_results import hit_cards
from .stream import stream_of

FIRST = 5


class FoundEntries(CardViewMixin, ViewletBase):
    """The first matching entries of each hub, with a link to all; on the first page only."""

    def render(self) -> str:
        """Return the sections as HTML, empty if no entry matches."""
        return self.index() if self.sections else ""

    @cached_property
    def sections(self) -> list[dict]:
        """The first hits of each hub, with the link to all of them."""
        query = site_query(self.request, 0, FIRST)
        places = visible_hubs() if query.clauses and not self.request.get("b_start") else []
        found = [(hub, stream_of(hub, query)) for hub in places]
        return [
            {
                "title": _title(hub, query.text),
                "hits": [serialize_hit(card, self) for card in hit_cards(each, self.request)],
                "total": each.total,
                "all": way(
                    query_url(hub.absolute_url(), Query(text=query.text)),
                    _("All entries that were found: ${number}", mapping={"number": each.total}),
                ),
            }
            for hub, each in found
            if each.entries
        ]


def _title(hub, text):
    title = translated_title(hub)
    named = {"@id": None, "title": title["text"], "language": title["language"]}
    return sentence_parts(_("From ${hub} about “${text}”"), hub=named, text=text)


def site_query(request: HTTPRequest, start: int, size: int) -> Query:
    """Return the site's search as a query of the stream."""
    text = query_from({"SearchableText": request.form.get("SearchableText")}).text
    return Query(text=text, sort=BEST, start=start, size=size)


def matching_cards(request: HTTPRequest, start: int, size: int) -> tuple[list[dict], int]:
    """Return a slice of all hits, hub after hub, and the total number."""
    total, shown = 0, list[dict]()
    for hub in visible_hubs() if site_query(request, 0, 0).clauses else []:
        first = max(start - total, 0)
        page = site_query(request, first, max(size - len(shown), 0))
        found = stream_of(hub, page)
        shown += stream_cards(found, request)
        total += found.total
    return shown, total


def hit_summary(card: dict) -> str:
    """Return an entry's channel and its first words, cut to the length of Plone's results."""
    length = api.portal.get_registry_record("plone.search_results_description_length", default=160)
    words = f"{card['channel']['title']}: {card['summary']}"
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


def visible_hubs() -> list:
    """Return the hubs that the current user may see, the oldest first."""
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getObject() for brain in brains]
