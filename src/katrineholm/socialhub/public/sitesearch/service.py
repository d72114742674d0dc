"""Entries among the results of ``GET @search``, as on the site's search page."""

from collections.abc import Mapping

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services.search.get import SearchGet

from ... import _
from ...site.forms.page_service import page_of, spoken
from .found import cards, summary

# A query with any other parameter is about content: its type, its place, its fields.
PARAMETERS = frozenset(
    ("SearchableText", "b_size", "b_start", "metadata_fields", "sort_on", "sort_order")
)
SITE = "use_site_search_settings"  # sent by the site's search page, not by editors' widgets
MOST = 500


class EntriesSearchGet(SearchGet):
    """``GET @search``: the catalogue's hits and, after them, the entries of the hubs.

    Entries are found by ``SearchableText`` alone, by visitors and on the site's search page, at
    most 500 at a time.
    """

    def reply(self) -> dict:
        form = dict(self.request.form)
        answer, page = super().reply(), HypermediaBatch(self.request, ())
        if not is_for_all(form) or not answer or page.b_size > MOST:
            return answer
        number, start, size = answer["items_total"], page.b_start, page.b_size
        # Beyond its end Plone's list repeats itself.
        pages = answer["items"] if start < number else []
        found, entries = cards(self.request, max(start - number, 0), size - len(pages))
        items = [*pages, *map(item, found)]
        return spoken(page_of(self.request, items, start, size, number + entries))


def is_for_all(form: Mapping) -> bool:
    """Return whether a query looks for words on the whole site, as visitors' queries do."""
    named = form.keys() - {SITE}
    return "SearchableText" in named <= PARAMETERS and (SITE in form or api.user.is_anonymous())


def item(card: dict) -> dict:
    """Return an entry in the shape of the catalogue's hits."""
    return {
        "@id": card["page"],
        "@type": "Entry",
        "title": card["title"],
        "description": summary(card),
        "review_state": "published",
        "type_title": _("Post"),
    }
