"""The page of a stream, with its filters, its archive and links to other pages."""

from functools import cached_property, partial
from itertools import groupby, islice
from operator import itemgetter

from plone.memoize import ram
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import ChannelFacts, active_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, ISocialHub
from ...accounts.channels.otherwise import lead_text as lead_of
from ...accounts.channels.times import day_title, local_date, month_name, month_title
from ...core.feeds.source_kinds import NONE
from ...core.timeline.outline import channel_outline
from ...site.pages.acts import Page
from ...site.pages.head import IPlacePage
from ...site.pages.languages import translated_title
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_values import list_title
from ...site.pages.query import hidden_fields, neighbour_pages, page_numbers
from ...site.settings.registry import setting
from ...site.settings.titles import KIND_TITLES
from .cards import CardViewMixin, stream_cards
from .editorial import leading_marks, may_hide
from .embed_code import SETTING
from .facets import TITLES, StreamFacets
from .held_entries import waiting_count
from .highlight import current_highlight
from .notice import current_notice
from .place_serializer import serialize_frame
from .query import (
    FILTERS,
    NEWEST,
    PAGE,
    Query,
    identifiers,
    matching_channels,
    query_from,
    query_url,
    query_with_names,
)
from .staleness import staleness_notice
from .stream import Stream, stream_cache_key, stream_of
from .stream_serializer import AT_THE_TOP, NEWEST_FIRST, stream_value
from .topics import TAG_SIGN

FEEDS = (
    ("rss", "RSS", "application/rss+xml"),
    ("atom", "Atom", "application/atom+xml"),
    ("json-feed", "JSON Feed", "application/feed+json"),
    ("opml", "OPML", "text/x-opml"),
)
NO_CHANNELS = _("There are no channels here yet.")


class IStreamView(IPlacePage):
    """Marker interface for the page of a stream."""


@implementer(IStreamView)
class StreamView(CachedPage, CardViewMixin, Page):
    """The page with all entries below the context, with filters, archive and pagination."""

    template = ViewPageTemplateFile("stream.pt")
    most_accounts = 24
    page_size = PAGE

    def __call__(self):
        page = super().__call__()
        if self.query.start and not self.stream.entries:
            self.request.response.setStatus(404)  # a page beyond the last
        return page

    @cached_property
    def query(self) -> Query:
        query = query_from(self.request.form, self.page_size)
        return query_with_names(query, active_channels(self.context))

    @cached_property
    def stream(self) -> Stream:
        first = () if self.is_quiet else leading_marks(self.context, self.query)
        return stream_of(self.context, self.query, lead=first)

    @cached_property
    def is_quiet(self) -> bool:
        """True if the stream of a hub is subdued, because something is more important now."""
        if not ISocialHub.providedBy(self.context):
            return False
        return (current_notice(self.context) or current_highlight(self.context)) is not None

    @property
    def layout(self) -> str:
        """The layout of the entries: a list below a highlight, otherwise the hub's setting."""
        return "list" if self.is_quiet else hub_of(self.context).entry_layout

    def rendered(self) -> str:
        """Return the stream as HTML, from a cache if it is the unfiltered first page."""
        return _first_page(self) if self.query == Query() else _stream_html(self)

    def first_key(self) -> tuple:
        """Return the cache key of the unfiltered first page."""
        shown = self.url, self.silence, self.is_quiet, bool(setting(SETTING))
        return *shown, stream_cache_key(hub_of(self.context))

    @cached_property
    def may_hide(self) -> bool:
        return may_hide(self.context)

    @cached_property
    def may_mark(self) -> bool:
        return may_hide(hub_of(self.context))

    @cached_property
    def page(self) -> dict:
        return serialize_frame(self)

    @property
    def title_value(self) -> dict:
        return translated_title(self.context)

    def parts(self) -> dict:
        """Return further sections of the page, keyed by name."""
        return {}

    def is_retrieved(self) -> bool:
        """Return whether posts are retrieved for the context; if not, its page has no stream."""
        return True

    def waiting_count(self) -> int:
        """Return the number of waiting entries that the user may decide on."""
        return waiting_count(self.context) if self.may_hide else 0

    def empty_message(self) -> Message | str:
        channels = self.stream.channels
        if not channels:
            return NO_CHANNELS
        if self.stream.total:
            return _("There are no entries this far back.")
        if self.silence:
            return self.silence
        if self.accounts and self.stream.chosen:
            return _("What is published here is read at its source.")
        if self.query.is_filtered:
            return _("No entry matches your choice.")
        if not any(facts.feed_url for facts in channels):
            return _("What is published here is read at its source.")
        return _("There are no entries here yet.")

    @cached_property
    def accounts(self) -> list[ChannelFacts]:
        """The chosen channels without entries, as links to their accounts (G0a, G0b).

        The list has at most one more item than is shown. It is empty in archives and searches, on
        later pages and for a single channel. Facebook appears only in filtered streams.
        """
        found, query = self.stream, self.query
        if query.year or query.start or query.is_search or IChannel.providedBy(self.context):
            return []
        # If nothing matches, use the channels of the chosen services, ignoring other filters.
        services = Query(platform=query.platform)
        others = matching_channels(found.channels, services) if query.platform else ()
        silent = (
            facts
            for facts in found.chosen.values() or others
            if facts.speaks
            and not (found.chosen and channel_outline(found.timeline, facts.uid).entries)
            if facts.source != NONE or query.is_filtered
        )
        return [*islice(silent, self.most_accounts + 1)]

    def cards(self) -> list[dict]:
        """Return the cards of the page; only entries that come first here keep their mark."""
        found = self.stream
        return [
            card | {"mark": card["mark"] if card["mark"] in found.lead else None}
            for card in stream_cards(found, self.request)
        ]

    def days(self) -> list[dict]:
        """Return the cards of the page grouped by day; each group has a ``title``.

        The title is AT_THE_TOP for entries that come first. If there are too few entries per day,
        they are grouped by month, or else they are one group: NEWEST_FIRST.
        """
        cards = self.cards()
        dates = [None if card["mark"] else local_date(card["time"]) for card in cards]
        for title in (day_title, month_title, lambda _date: NEWEST_FIRST):
            titles = [AT_THE_TOP if date is None else title(date) for date in dates]
            if 2 * len(set(titles)) <= len(cards):
                break
        grouped = groupby(zip(titles, cards, strict=True), itemgetter(0))
        return [{"title": title, "cards": [card for _, card in pairs]} for title, pairs in grouped]

    @cached_property
    def silence(self) -> str:
        """The notice if nothing new could be fetched for long, or an empty string."""
        chosen = matching_channels(active_channels(self.context), self.query)
        return staleness_notice(hub_of(self.context), chosen)

    @property
    def names_channels(self) -> bool:
        """True unless the page belongs to a channel."""
        return not IChannel.providedBy(self.context)

    def feeds(self) -> list[dict]:
        return [
            {
                "@id": query_url(f"{self.base}/@@{name}", self.query, size=PAGE),
                "title": title,
                "type": type,
            }
            for name, title, type in FEEDS
        ]

    def alternates(self) -> list[dict]:
        """Return the feeds as links for the head of the page."""
        return [
            {"rel": "alternate", "href": each["@id"], "title": each["title"], "type": each["type"]}
            for each in self.feeds()
        ]

    @cached_property
    def choosing(self) -> StreamFacets:
        return StreamFacets(self.stream)

    @cached_property
    def kinds(self) -> list[dict]:
        return [
            kind | {"@id": query_url(self.base, self.query, kind=frozenset({kind["value"]} - {""}))}
            for kind in self.choosing.kinds()
        ]

    @cached_property
    def choices(self) -> list[dict]:
        return self.choosing.filters()

    def other_choices(self) -> list[dict]:
        """Return the chosen filters that the filter form does not show, as hidden fields."""
        fields = {each["name"] for each in self.choices}
        return hidden_fields(self.query, [name for name in FILTERS if name not in fields])

    def chosen(self) -> list[dict]:
        """Return the visitor's choices, each with the name of its filter, and a URL without it."""
        query = self.query
        chosen = [
            (_("Kind"), title, self._without("kind", kind))
            for kind, title in KIND_TITLES.items()
            if kind in query.kind
        ]
        chosen += [
            (TITLES[each["name"]], option["title"], self._without(each["name"], option["value"]))
            for each in self.choices
            for option in each["options"]
            if option["selected"] and each["name"] != "month"
        ]
        chosen += [
            (_("Channel"), facts.title, self._without("channel", *identifiers(facts)))
            for facts in self.stream.channels
            if not query.channel.isdisjoint(identifiers(facts))
        ]
        chosen += [
            (_("Topic"), f"{TAG_SIGN}{tag}", self._without("tag", tag)) for tag in sorted(query.tag)
        ]
        if query.text:
            without = query_url(self.base, query, text="", sort=NEWEST)
            chosen.append((_("Words"), f"”{query.text}”", without))
        if query.year:
            everything = query_url(self.base, query, year=None, month=None)
            chosen.append((_("Period"), self.period(), everything))
        return [{"name": name, "title": title, "url": url} for name, title, url in chosen]

    @cached_property
    def months(self) -> dict[tuple[int, int], int | None]:
        """The months that have entries, newest first, each with its number of entries."""
        return self.choosing.months

    def period(self) -> str:
        """Return the chosen month or year in words, or an empty string if none is chosen."""
        query = self.query
        if not query.year:
            return ""
        return f"{month_name(query.month)} {query.year}" if query.month else str(query.year)

    def pages(self) -> dict:
        query, url = self.query, partial(query_url, self.base, self.query)
        position = query.start, query.size, self.stream.total, lambda start: url(start=start)
        return neighbour_pages(*position) | {"numbers": page_numbers(*position)}

    @property
    def heading(self) -> str:
        return self.title_value["text"]

    @property
    def head_title(self) -> str:
        return self.heading

    @property
    def title_language(self) -> str | None:
        """The language of the heading, if it differs from the page's."""
        return self.title_value["language"]

    @property
    def title(self) -> str:
        if self.query == Query():
            return self.head_title
        chosen = [each["title"] for each in self.chosen()]
        return list_title(self.head_title, *chosen, number=self.pages()["number"])

    @property
    def shared(self) -> dict:
        return {"description": lead_of(self.context)["text"]}

    @property
    def base(self) -> str:
        """The URL of the page without any filters."""
        return self.context.absolute_url()

    @property
    def url(self) -> str:
        return query_url(self.base, self.query, start=self.query.start)

    def _without(self, name, *values):
        return query_url(self.base, self.query, **{name: getattr(self.query, name) - {*values}})


def _stream_html(view):
    return view.template(stream=stream_value(view))


_first_page = ram.cache(lambda function, view: view.first_key())(_stream_html)
