"""What the site's search suggests while one writes, with entries among it."""

import json

from Products.CMFPlone.browser.search import AjaxSearch

from ...site.forms.queries import number
from .found import cards, summary

SIZE, MOST, LAST = 10, 100, 10_000
ENTRIES = 2  # beside the first pages


class LiveSearch(AjaxSearch):
    """``@@ajax-search``: what the catalogue has found, some entries, and after it the others."""

    def __call__(self):
        size = number(self.request.form, "perPage", 1, MOST) or SIZE
        page = number(self.request.form, "page", 1, LAST) or 1
        self.request.form.update(perPage=size, page=page)
        told = json.loads(super().__call__())
        found, entries = cards(self.request, *room(told["total"], size, page))
        # Beyond its end Plone's list begins to repeat itself.
        items = told["items"] if (page - 1) * size < told["total"] else []
        told = {"total": told["total"] + entries, "items": [*items, *map(_item, found)]}
        return json.dumps(told)


def room(pages: int, size: int, page: int) -> tuple[int, int]:
    """At which entry a page of the list begins, and how many it has, where there are so many pages.

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
        "description": summary(card),
        "url": card["target"],
        "state": None,
        "img_tag": None,
    }
