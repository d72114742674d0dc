"""The entries that the site's own search finds, as a section below what Plone has found."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase

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
    """The first entries of each hub that match, with a link to all; below the first page alone."""

    def render(self) -> str:
        """Return the sections as HTML, empty if no entry matches."""
        return self.index() if self.sections else ""

    @cached_property
    def sections(self) -> list[dict]:
        """Of each hub its first hits, and the way to them all."""
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


def asked(request, start: int, size: int) -> Query:
    """What the site's search is asked for, as a query of the stream."""
    text = query_from({"SearchableText": request.form.get("SearchableText")}).text
    return Query(text=text, sort=BEST, start=start, size=size)


def cards(request, start: int, size: int) -> tuple[list[dict], int]:
    """A piece of all the entries that are found, hub after hub, and how many there are."""
    total, shown = 0, list[dict]()
    for hub in hubs() if asked(request, 0, 0).clauses else []:
        first = max(start - total, 0)
        page = asked(request, first, max(size - len(shown), 0))
        found = stream(hub, page)
        shown += cards_of(found, request)
        total += found.total
    return shown, total


def summary(card: dict) -> str:
    """Return an entry's channel and its first words, as long as the site's search has them."""
    length = api.portal.get_registry_record("plone.search_results_description_length", default=160)
    words = f"{card['channel']['title']}: {card['summary']}"
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


def hubs() -> list:
    """The hubs that the present user may see, the oldest first."""
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getObject() for brain in brains]
