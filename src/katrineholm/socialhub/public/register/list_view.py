"""The official list for visitors: the accounts that speak for the municipality (guideline G3)."""

from functools import cached_property, partial

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import PUBLIC_STATES
from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_values import link as way
from ...site.pages.page_values import list_title
from ...site.pages.query import neighbour_pages
from ...site.settings.registry import municipality_name
from . import list_serializer as serializer
from .channel_list import STATES, ListPage, list_facets, listed_channels
from .filters import NO_CHANNEL, STATE_TITLES, list_filters
from .query import Query, list_url, public_query, query_from


@implementer(IDescribedPage)
class OfficialListView(CachedPage, Page):
    """``@@official-list``: present and former official channels, and others on request."""

    heading = serializer.TITLE

    @cached_property
    def page(self) -> dict:
        return serializer.serialize_list(self)

    @cached_property
    def query(self) -> Query:
        return query_from(self.request.form)

    @cached_property
    def listing(self) -> ListPage:
        return listed_channels(self.context, public_query(self.query, PUBLIC_STATES))

    @property
    def title(self) -> str:
        parts = [serializer.TITLE]
        for choice in self.choices:
            if choice["name"] != "state":
                parts += [each["title"] for each in choice["options"] if each["selected"]]
        parts += [STATE_TITLES[state] for state in STATES if state in self.query.state]
        return list_title(*parts, text=self.query.text, number=self.pages()["number"])

    @property
    def shared(self) -> dict:
        named = {"municipality": municipality_name()}
        return {"description": _("The accounts that speak for ${municipality}.", mapping=named)}

    @cached_property
    def choices(self) -> list[dict]:
        states = public_query(self.query, PUBLIC_STATES).state
        return list_filters(list_facets(self.context, states), self.query)

    def empty_message(self) -> Message:
        if self.listing.total:
            return _("The list has no channels this far on.")
        if self.query.is_filtered:
            return NO_CHANNEL
        return _("There is no official channel yet.")

    def pages(self) -> dict:
        query, total = self.query, self.listing.total
        url = partial(list_url, self.url, query)
        return neighbour_pages(query.start, query.size, total, lambda start: url(start=start))

    def alternates(self) -> list[dict]:
        """Return the link to the Atom feed of the list's changes, for the page's ``<head>``."""
        title = api.portal.translate(_("Changes of the official list"))
        url = f"{self.context.absolute_url()}/@@changes.atom"
        return [{"rel": "alternate", "href": url, "title": title, "type": "application/atom+xml"}]


class ListShortcut(ViewletBase):
    """The links above a hub's stream to *Is it ours?* and the official list."""

    def links(self) -> list[dict]:
        url = self.context.absolute_url()
        return [
            way(f"{url}/@@official", _("Is it ours?")),
            way(f"{url}/@@official-list", _("All channels")),
        ]
