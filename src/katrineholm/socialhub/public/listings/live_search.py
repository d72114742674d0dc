"""Suggestions of the site's search, with entries among them."""

import json

from Products.CMFPlone.browser.search import AjaxSearch

from ...site.pages.query import query_number
from .site_search import hit_summary, matching_cards

SIZE, MOST, LAST = 10, 100, 10_000
ENTRIES = 2  # on the first page of hits


class LiveSearch(AjaxSearch):
    """``@@ajax-search``: the catalogue's hits with some entries, and after them the others."""

    def __call__(self):
        size = query_number(self.request.form, "perPage", 1, MOST) or SIZE
        page = query_number(self.request.form, "page", 1, LAST) or 1
        self.request.form.update(perPage=size, page=page)
        answer = json.loads(super().__call__())
        found, entries = matching_cards(self.request, *entry_window(answer["total"], size, page))
        # Beyond its end Plone's list repeats itself.
        items = answer["items"] if (page - 1) * size < answer["total"] else []
        answer = {"total": answer["total"] + entries, "items": [*items, *map(_item, found)]}
        return json.dumps(answer)


def entry_window(pages: int, size: int, page: int) -> tuple[int, int]:
    """Return the first entry of a page of the list and the number of entries on it.

    ``pages`` is the number of the catalogue's hits.

    >>> room(0, 7, 2), room(9, 7, 1), room(9, 7, 2), room(9, 7, 3)
    ((7, 7), (0, 2), (0, 0), (2, 7))
    """
    last = -(-pages // size)
    if not pages:
        return (page - 1) * size, size
    if page > last:
        return ENTRIES + (page - last - 1) * size, size
    return 0, ENTRIES if page == 1 else 0


def _item(card):
    return {
        "id": card["id"],
        "title": card["title"],
        "description": hit_summary(card),
        "url": card["target"],
        "state": None,
        "img_tag": None,
    }
