"""The sitemaps of the hubs' entries, and the robots.txt that refers to them.

Plone's and Volto's own sitemaps list content objects only. See https://www.sitemaps.org/ and RFC
9309.
"""

import math
from collections.abc import Iterator
from html import escape
from typing import Any

from plone import api
from plone.dexterity.content import Container
from Products.CMFPlone.browser.robots import Robots
from Products.Five import BrowserView
from zope.interface import implementer

from ...accounts.channels.times import iso_time
from ...core.timeline.layout import Entry
from ...core.timeline.streams import entry_count
from ...site.pages.page_cache import IPurgedPage
from ...site.pages.response import tagged_document
from .query import Query, query_from
from .stream import stream_of

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SIZE = 5_000  # entries in a file, as in Plone; the protocol allows 50,000
INDEX, PART = "entries-sitemap.xml", "sitemap.xml"
# Plone refers to its own sitemap even if that is disabled.
PLONE_SITEMAP = "/sitemap.xml.gz"


class EntriesIndex(BrowserView):
    """``@@entries-sitemap.xml`` of the site: the URLs of all hubs' sitemap files."""

    def __call__(self):
        hubs = [brain.getObject() for brain in api.content.find(portal_type="SocialHub")]
        found = [{"loc": url} for hub in hubs for url in part_urls(hub)]
        document = sitemap_xml("sitemapindex", "sitemap", found)
        return tagged_document(self.request, document, "application/xml")


@implementer(IPurgedPage)
class EntriesPart(BrowserView):
    """``@@sitemap.xml`` of a hub: the URLs of the entries of a ``year``, 5,000 in each file."""

    def __call__(self):
        query = query_from(self.request.form)
        found = stream_of(self.context, Query(year=query.year, start=query.start, size=SIZE))
        base = f"{self.context.absolute_url()}/@@entry"
        urls = [
            {"loc": f"{base}/{each['entry_id']}", "lastmod": iso_time(last_modification(each))}
            for each in found.entries
        ]
        return tagged_document(self.request, sitemap_xml("urlset", "url", urls), "application/xml")


class EntriesRobots(Robots):
    """``robots.txt`` of the site with the entries' sitemap, and Plone's only if it is enabled."""

    def __call__(self):
        lines = super().__call__().splitlines()
        if not api.portal.get_registry_record("plone.enable_sitemap"):
            lines = [each for each in lines if not each.strip().endswith(PLONE_SITEMAP)]
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        sitemap = f"Sitemap: {api.portal.get().absolute_url()}/@@{INDEX}"
        return "\n".join([sitemap, *lines, ""])


def part_urls(hub: Container) -> Iterator[str]:
    """Yield the URLs of a hub's sitemap files."""
    seen = stream_of(hub, Query(size=0))
    for year in sorted({year for year, _month in seen.months()}):
        number = entry_count(seen.timeline, seen.chosen, year=year)
        for page in range(math.ceil(number / SIZE)):
            yield f"{hub.absolute_url()}/@@{PART}?year={year}&b_start={page * SIZE}"


def last_modification(entry: Entry) -> int:
    """Return the time of an entry or of its last change, whichever is later, as a timestamp."""
    return max(entry["last_changed"], entry["time"])


def sitemap_xml(root: str, element: str, items: list[dict[str, Any]]) -> str:
    """Return an XML document of the sitemap protocol, with one element for each item."""
    contents = (
        "".join(f"<{name}>{escape(value)}</{name}>" for name, value in item.items())
        for item in items
    )
    lines = [f"<{element}>{each}</{element}>" for each in contents]
    declared = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join([declared, f'<{root} xmlns="{NAMESPACE}">', *lines, f"</{root}>", ""])
