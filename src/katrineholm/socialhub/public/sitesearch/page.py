"""The site's search page, with entries above what the catalogue has found."""

import re
from pathlib import Path

from Products.CMFPlone.browser import search
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getMultiAdapter

TEMPLATE = Path(search.__file__).with_name("templates") / "search.pt"
# What Plone's script puts in place of what is shown, when another word is searched for.
RESULTS = re.compile(r'<div id="search-results"[^>]*>')


class SearchPage(search.Search):
    """``@@search``: Plone's own page, and what it has no place for."""

    index = ViewPageTemplateFile(str(TEMPLATE))

    def __call__(self):
        page = self.index()
        if self.request.get("b_start"):
            return page
        entries = getMultiAdapter((self.context, self.request), name="found-entries").index()
        return RESULTS.sub(lambda found: found[0] + entries, page, count=1)
