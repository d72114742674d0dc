"""Entries in the site's search: in sections below Plone's results, and as suggestions."""

import json
from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.CMFPlone.browser.search import AjaxSearch
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...site.pages.languages import translated_title
from ...site.pages.page_values import link as way
from ...site.pages.page_values import sentence_parts
from ...site.pages.query import query_number
from .card_serializer import serialize_hit
from .cards import CardViewMixin, stream_cards
from .found_names import found_names
from .query import BEST, Query, query_from, query_url
from .search_results import hit_cards, meant_sentence, search_caution
from .stream import stream_of

FIRST = 5  # hits of a hub below Plone's own
SIZE, MOST, LAST = 10, 100, 10_000
ENTRIES = 2  # on the first page of suggestions


class FoundEntries(CardViewMixin, ViewletBase):
    """Viewlet on the first page of results: the first matches in each hub, and a link to all."""

    def render(self) -> str:
        return self.index() if self.sections else ""

    @cached_property
    def sections(self) -> list[dict]:
        query = site_query(self.request, 0, FIRST)
        places = visible_hubs() if query.clauses and not self.request.get("b_start") else []
        found = [_section(hub, query, self) for hub in places]
        return [each for each in found if each["hits"] or each["names"]]


class LiveSearch(AjaxSearch):
    """``@@ajax-search``: suggested content, with two entries on the first page and others last."""

    def __call__(self):
        size = query_number(self.request.form, "perPage", 1, MOST) or SIZE
        page = query_number(self.request.form, "page", 1, LAST) or 1
        self.request.form.update(perPage=size, page=page)
        answer = json.loads(super().__call__())
        window, has_names = entry_window(answer["total"], size, page), not answer["total"]
        found, entries = matching_items(self.request, *window, has_names)
        # Beyond its last page, Plone repeats results.
        items = answer["items"] if (page - 1) * size < answer["total"] else []
        answer = {"total": answer["total"] + entries, "items": [*items, *map(_suggestion, found)]}
        return json.dumps(answer)


def site_query(request: HTTPRequest, start: int, size: int) -> Query:
    """Return the site's search as a query of the stream, with the best matches first."""
    text = query_from({"SearchableText": request.form.get("SearchableText")}).text
    return Query(text=text, sort=BEST, start=start, size=size)


def matching_items(
    request: HTTPRequest, start: int, size: int, has_names: bool
) -> tuple[list[dict], int]:
    """Return a slice of the names, if wanted, and entries found in all hubs, and their number."""
    hubs = visible_hubs() if site_query(request, 0, 0).clauses else []
    names = [each for hub in hubs for each in _name_items(hub, request)] if has_names else []
    items, total = names[start : start + size], len(names)
    for hub in hubs:
        page = site_query(request, max(start - total, 0), max(size - len(items), 0))
        found = stream_of(hub, page)
        items += map(_entry_item, stream_cards(found, request))
        total += found.total
    return items, total


def _name_items(hub, request):
    return [
        {
            "id": each["@id"].rpartition("/")[2],
            "title": each["title"],
            "description": api.portal.translate(each["service"]),
            "url": each["@id"],
            "page": each["@id"],
            "type": each["type"],
        }
        for each in found_names(hub, site_query(request, 0, 0), request)
    ]


def _entry_item(card):
    return {
        "id": card["id"],
        "title": card["title"],
        "description": _summary(card),
        "url": card["target"],
        "page": card["page"],
        "type": "Entry",
    }


def _summary(card):
    """Return the channel and summary of an entry, cut to the length of Plone's descriptions."""
    length = api.portal.get_registry_record("plone.search_results_description_length", default=160)
    words = f"{card['channel']['title']}: {card['summary']}"
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


def visible_hubs() -> list:
    """Return the hubs that the current user may see, oldest first."""
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getObject() for brain in brains]


def entry_window(pages: int, size: int, page: int) -> tuple[int, int]:
    """Return the position of the first entry on a page of suggestions, and the entries' count.

    ``pages`` is the number of hits in the catalogue, which come before most entries.

    >>> [entry_window(*each) for each in ((0, 7, 2), (9, 7, 1), (9, 7, 2), (9, 7, 3))]
    [(7, 7), (0, 2), (0, 0), (2, 7)]
    """
    last = -(-pages // size)
    if not pages:
        return (page - 1) * size, size
    if page > last:
        return ENTRIES + (page - last - 1) * size, size
    return 0, ENTRIES if page == 1 else 0


def _section(hub, query, view):
    """Return what a hub has for a search: names, entries, and what else was probably meant."""
    found, url = stream_of(hub, query), hub.absolute_url()
    number = _("All entries that were found: ${number}", mapping={"number": found.total})
    names = found_names(hub, query, view.request)
    return {
        "title": _title(hub, query.text),
        "meant": meant_sentence(url, found),
        "names": {"items": names} if names else None,
        "caution": found.total and search_caution(found),
        "hits": [serialize_hit(card, view) for card in hit_cards(found, view.request)],
        "all": way(query_url(url, Query(text=query.text)) if found.total else None, number),
    }


def _title(hub, text):
    title = translated_title(hub)
    named = {"@id": None, "title": title["text"], "language": title["language"]}
    return sentence_parts(_("From ${hub} about “${text}”"), hub=named, text=text)


def _suggestion(item):
    shown = {name: item[name] for name in ("id", "title", "description", "url")}
    return shown | {"state": None, "img_tag": None}
