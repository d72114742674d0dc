"""Entries among the results of the site's search, as sections below Plone's own."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...site.forms.languages import title_of
from ...site.forms.plain import link as way
from ...site.forms.plain import sentence
from ..listings.cards import ShowsCards, cards_of
from ..listings.plaincards import hit
from ..listings.query import BEST, Query, link, query_from
from ..listings.searching import hits_of
from ..listings.stream import stream

FIRST = 5


class FoundEntries(ShowsCards, ViewletBase):
    """The first matching entries of each hub, with a link to all; on the first page only."""

    def render(self) -> str:
        """Return the sections as HTML, empty if no entry matches."""
        return self.index() if self.sections else ""

    @cached_property
    def sections(self) -> list[dict]:
        """The first hits of each hub, with the link to all of them."""
        query = asked(self.request, 0, FIRST)
        places = hubs() if query.clauses and not self.request.get("b_start") else []
        found = [(hub, stream(hub, query)) for hub in places]
        return [
            {
                "title": _title(hub, query.text),
                "hits": [hit(card, self) for card in hits_of(each, self.request)],
                "total": each.total,
                "all": way(
                    link(hub.absolute_url(), Query(text=query.text)),
                    _("All entries that were found: ${number}", mapping={"number": each.total}),
                ),
            }
            for hub, each in found
            if each.entries
        ]


def _title(hub, text):
    title = title_of(hub)
    named = {"@id": None, "title": title["text"], "language": title["language"]}
    return sentence(_("From ${hub} about “${text}”"), hub=named, text=text)


def asked(request: HTTPRequest, start: int, size: int) -> Query:
    """Return the site's search as a query of the stream."""
    text = query_from({"SearchableText": request.form.get("SearchableText")}).text
    return Query(text=text, sort=BEST, start=start, size=size)


def cards(request: HTTPRequest, start: int, size: int) -> tuple[list[dict], int]:
    """Return a slice of all hits, hub after hub, and the total number."""
    total, shown = 0, list[dict]()
    for hub in hubs() if asked(request, 0, 0).clauses else []:
        first = max(start - total, 0)
        page = asked(request, first, max(size - len(shown), 0))
        found = stream(hub, page)
        shown += cards_of(found, request)
        total += found.total
    return shown, total


def summary(card: dict) -> str:
    """Return an entry's channel and its first words, cut to the length of Plone's results."""
    length = api.portal.get_registry_record("plone.search_results_description_length", default=160)
    words = f"{card['channel']['title']}: {card['summary']}"
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


def hubs() -> list:
    """Return the hubs that the current user may see, the oldest first."""
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getObject() for brain in brains]
