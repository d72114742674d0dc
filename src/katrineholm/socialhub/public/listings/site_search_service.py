"""Entries among the results of ``GET @search``, as on the site's search page."""

from collections.abc import Mapping

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services.search.get import SearchGet

from ... import _
from ...site.pages.page_service import batch_answer, translated_answer
from .site_search import matching_items

# A query with any other parameter asks for content by type, location or field.
PARAMETERS = frozenset(
    ("SearchableText", "b_size", "b_start", "metadata_fields", "sort_on", "sort_order")
)
SITE = "use_site_search_settings"  # sent by the site's search page, not by editors' widgets
MOST = 500
TYPE_TITLES = {
    "Entry": _("Post"),
    "Channel": _("Channel"),
    "Administration": _("Administration"),
    "Topic": _("Topic"),
}


class EntriesSearchGet(SearchGet):
    """``GET @search``: the catalogue's hits, followed by matching entries of the hubs.

    If the catalogue has none, accounts, administrations and topics with similar names come first.
    Entries are included if visitors or the site's search page search for words and nothing else,
    and if at most 500 results are requested at a time.
    """

    def reply(self) -> dict:
        form = dict(self.request.form)
        answer, page = super().reply(), HypermediaBatch(self.request, ())
        if not is_visitor_search(form) or not answer or page.b_size > MOST:
            return answer
        number, start, size = answer["items_total"], page.b_start, page.b_size
        # Beyond its last page, Plone repeats results.
        pages = answer["items"] if start < number else []
        window = max(start - number, 0), size - len(pages)
        found, entries = matching_items(self.request, *window, has_names=not number)
        items = [*pages, *map(found_item, found)]
        return translated_answer(batch_answer(self.request, items, start, size, number + entries))


def is_visitor_search(form: Mapping) -> bool:
    """Return whether a query from a visitor or the search page only searches for words."""
    named = form.keys() - {SITE}
    return "SearchableText" in named <= PARAMETERS and (SITE in form or api.user.is_anonymous())


def found_item(item: dict) -> dict:
    """Return a name or an entry that was found in the format of the catalogue's hits."""
    return {
        "@id": item["page"],
        "@type": item["type"],
        "title": item["title"],
        "description": item["description"],
        "review_state": "published",
        "type_title": TYPE_TITLES[item["type"]],
    }
