"""The hub by kind: the newest of blogs, microblogs, films, photos and so on (row C3)."""

from functools import cached_property

from plone.memoize import ram
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import speaking
from ...site.caching.pages import KeptPage
from ...site.forms.head import IDescribedPage
from ...site.settings.titles import KIND_TITLES
from .cards import ShowsCards, cards_of
from .query import Query, link
from .stream import cache_key, stream

NEWEST = 4  # entries of each kind


@implementer(IDescribedPage)
class SectionsView(KeptPage, ShowsCards, BrowserView):
    """``@@sections``: kinds without entries have none."""

    title = _("Entries by kind")
    template = ViewPageTemplateFile("sections_rendered.pt")
    # The page is kept for all; what an editor may do with an entry is on the entry's own page.
    may_hide = may_mark = False

    def rendered(self) -> str:
        """The sections as HTML, kept until anything changes."""
        return _kept(self)

    @cached_property
    def sections(self) -> list[dict]:
        """In the catalogue's order: kind, title, cards and the address of all of that kind."""
        channels = speaking(self.context)
        found = [(kind, self._cards(kind, channels)) for kind in KIND_TITLES]
        return [
            {
                "kind": kind,
                "title": KIND_TITLES[kind],
                "cards": cards,
                "url": link(self.context.absolute_url(), Query(kind=frozenset({kind}))),
            }
            for kind, cards in found
            if cards
        ]

    @property
    def shared(self) -> dict:
        """What others show of the page, beside its title."""
        return {"description": self.context.description}

    @property
    def url(self) -> str:
        """The page's own address."""
        return f"{self.context.absolute_url()}/@@sections"

    def _cards(self, kind, channels):
        found = stream(self.context, Query(kind=frozenset({kind}), size=NEWEST), channels)
        return cards_of(found, self.request)


@ram.cache(lambda function, view: (view.url, cache_key(view.context)))
def _kept(view):
    return view.template()
