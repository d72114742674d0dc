"""The site's search page, with entries below the pages that the catalogue has found."""

import re
from html import escape
from pathlib import Path

from plone import api
from Products.CMFPlone.browser import search
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getMultiAdapter

from ... import _

TEMPLATE = Path(search.__file__).with_name("templates") / "search.pt"
# What Plone's script puts in place of what is shown, when another word is searched for.
RESULTS = re.compile(
    r'<div id="search-results".*?(?=</div>\s*</div>\s*(<div[^>]*rss-sub|</form>))', re.S
)
NUMBER = re.compile(r'(id="search-results-number"[^>]*>)\s*(\d+)')
NOTHING = re.compile(r'<div class="alert alert-info">[^<]*</div>')


class SearchPage(search.Search):
    """``@@search``: Plone's own page, and what it has no place for."""

    index = ViewPageTemplateFile(str(TEMPLATE))

    def __call__(self):
        # The page's search and the header's are two landmarks, which are told apart by name.
        name = escape(api.portal.translate(_("Search, and narrow what was found")))
        page = self.index().replace('id="searchform"', f'id="searchform" aria-label="{name}"', 1)
        if self.request.get("b_start"):
            return page
        entries = getMultiAdapter((self.context, self.request), name="found-entries")
        if number := sum(section["total"] for section in entries.sections):
            page = NOTHING.sub("", page, count=1)
            page = NUMBER.sub(lambda found: f"{found[1]}{int(found[2]) + number}", page, count=1)
        return RESULTS.sub(lambda found: found[0] + entries.index(), page, count=1)
