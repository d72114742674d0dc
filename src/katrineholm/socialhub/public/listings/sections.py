"""The hub by kind: the newest blogs, microblogs, videos, photos and so on (row C3)."""

from functools import cached_property

from plone.memoize import ram
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import speaking
from ...site.caching.pages import KeptPage
from ...site.forms.acts import Page
from ...site.forms.head import IDescribedPage
from ...site.forms.plain import link as way
from ...site.settings.titles import KIND_TITLES
from .cards import ShowsCards, cards_of
from .plaincards import plain
from .query import Query, link
from .stream import cache_key, stream

NEWEST = 4  # entries of each kind


@implementer(IDescribedPage)
class SectionsView(KeptPage, ShowsCards, Page):
    """``@@sections``: one section for each kind that has entries."""

    title = _("Entries by kind")
    template = ViewPageTemplateFile("sections_rendered.pt")
    # The page is cached for everybody; the acts on an entry are on the entry's own page.
    may_hide = may_mark = False

    def rendered(self) -> str:
        """Return the sections as HTML, cached until anything changes."""
        return _cached_html(self)

    @cached_property
    def page(self) -> dict:
        """The page as a value, in the catalogue's order of kinds."""
        channels, url = speaking(self.context), self.context.absolute_url()
        found = [(kind, self._cards(kind, channels)) for kind in KIND_TITLES]
        sections = [
            {
                "kind": kind,
                "title": KIND_TITLES[kind],
                "more": way(link(url, Query(kind=frozenset({kind}))), _("Show more")),
                "cards": [plain(card, self) for card in cards],
            }
            for kind, cards in found
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

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@sections"

    def _cards(self, kind, channels):
        found = stream(self.context, Query(kind=frozenset({kind}), size=NEWEST), channels)
        return cards_of(found, self.request)


@ram.cache(lambda function, view: (view.url, cache_key(view.context)))
def _cached_html(view):
    return view.template()
