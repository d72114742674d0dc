"""Entries in what ``GET @search`` finds, as on the site's search page."""

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services.search.get import SearchGet

from ... import _
from ...site.forms.page_service import page_of, spoken
from .found import cards, summary

# A question that names anything else is about content: its type, its place, its fields.
ASKED = frozenset(
    ("SearchableText", "b_size", "b_start", "metadata_fields", "sort_on", "sort_order")
)
SITE = "use_site_search_settings"  # the site's search page asks with it, editors' widgets do not
MOST = 500


class EntriesSearchGet(SearchGet):
    """``GET @search``: what the catalogue finds and, below it, the entries of the hubs.

    They are found by ``SearchableText`` alone, by visitors and on the site's search page, at most
    500 at a time.
    """

    def reply(self):
        form = dict(self.request.form)
        told, page = super().reply(), HypermediaBatch(self.request, ())
        if not is_for_all(form) or not told or page.b_size > MOST:
            return told
        number, start, size = told["items_total"], page.b_start, page.b_size
        # Beyond its end Plone's list begins to repeat itself.
        pages = told["items"] if start < number else []
        found, entries = cards(self.request, max(start - number, 0), size - len(pages))
        items = [*pages, *map(item, found)]
        return spoken(page_of(self.request, items, start, size, number + entries))


def is_for_all(form) -> bool:
    """If a query looks for words on the whole site, as visitors do."""
    named = form.keys() - {SITE}
    return "SearchableText" in named <= ASKED and (SITE in form or api.user.is_anonymous())


def item(card: dict) -> dict:
    """Return an entry as the catalogue's hits are given."""
    return {
        "@id": card["page"],
        "@type": "Entry",
        "title": card["title"],
        "description": summary(card),
        "review_state": "published",
        "type_title": _("Post"),
    }
