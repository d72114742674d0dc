"""The newest entries of a hub by kind: blogs, microblogs, videos and so on (row C3)."""

from functools import cached_property

from plone.memoize import ram
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import active_channels
from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_values import link as way
from ...site.settings.titles import KIND_TITLES
from .card_serializer import serialize_card
from .cards import CardViewMixin, stream_cards
from .query import Query, query_url
from .stream import stream_cache_key, stream_of

NEWEST = 4  # entries of each kind


@implementer(IDescribedPage)
class SectionsView(CachedPage, CardViewMixin, Page):
    """``@@sections``: one section for each kind that has entries."""

    title = _("Entries by kind")
    template = ViewPageTemplateFile("sections_rendered.pt")
    # The page is cached for everybody; the acts on an entry are on the entry's own page.
    may_hide = may_mark = False

    def rendered(self) -> str:
        """Return the sections as HTML, from a cache that is valid until their content changes."""
        return _cached_html(self)

    @cached_property
    def page(self) -> dict:
        channels, url = active_channels(self.context), self.context.absolute_url()
        queries = {kind: Query(kind=frozenset({kind}), size=NEWEST) for kind in KIND_TITLES}
        found = {
            kind: stream_cards(stream_of(self.context, query, channels), self.request)
            for kind, query in queries.items()
        }
        sections = [
            {
                "kind": kind,
                "title": KIND_TITLES[kind],
                "more": way(query_url(url, Query(kind=frozenset({kind}))), _("Show more")),
                "cards": [serialize_card(card, self) for card in cards],
            }
            for kind, cards in found.items()
            if cards
        ]
        return {
            "title": self.title,
            "url": self.url,
            "all": way(url, _("All entries, the newest first")),
            "empty": "" if sections else _("There are no entries here yet."),
            "sections": sections,
        }

    @property
    def shared(self) -> dict:
        return {"description": self.context.description}


@ram.cache(lambda function, view: (view.url, stream_cache_key(view.context)))
def _cached_html(view):
    return view.template()
