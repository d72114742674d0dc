"""The stream as a page: what can be chosen, what is shown, and what leads on from it."""

from functools import cached_property
from itertools import groupby, islice
from operator import itemgetter

from plone.memoize import ram
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import speaking
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, ISocialHub
from ...accounts.channels.moments import date_of, day_title, month_name, month_title, year_title
from ...accounts.channels.otherwise import lead as lead_of
from ...core.feeds.source import NONE
from ...site.caching.pages import KeptPage
from ...site.forms.acts import Page
from ...site.forms.head import IPlacePage
from ...site.forms.headings import joined
from ...site.forms.languages import title_of
from ...site.forms.queries import numbered, pages
from ...site.settings.titles import KIND_TITLES
from .cards import ShowsCards, cards_of
from .choosing import Choosing
from .hand import lead, may_hide
from .holding import held
from .important import important
from .plainplaces import around
from .plainstream import value
from .query import (
    FILTERS,
    NEWEST,
    PAGE,
    Query,
    by_name,
    choose,
    link,
    names_of,
    query_from,
)
from .silence import silence
from .stream import Stream, cache_key, stream
from .told import about

FEEDS = (
    ("rss", "RSS", "application/rss+xml"),
    ("atom", "Atom", "application/atom+xml"),
    ("json-feed", "JSON Feed", "application/feed+json"),
    ("opml", "OPML", "text/x-opml"),
)
NO_CHANNELS = _("There are no channels here yet.")


class IStreamView(IPlacePage):
    """The page of a stream."""


@implementer(IStreamView)
class StreamView(KeptPage, ShowsCards, Page):
    """The stream of what is below the context, with its filter, archive and pages."""

    template = ViewPageTemplateFile("stream.pt")
    most_accounts = 24

    def __call__(self):
        page = super().__call__()
        if self.query.start and not self.stream.entries:
            self.request.response.setStatus(404)  # a page beyond the last
        return page

    @cached_property
    def query(self) -> Query:
        """What the visitor asks for."""
        return by_name(query_from(self.request.form), speaking(self.context))

    @cached_property
    def stream(self) -> Stream:
        """The page of entries that is asked for."""
        first = () if self.is_quiet else lead(self.context, self.query)
        return stream(self.context, self.query, lead=first)

    @cached_property
    def is_quiet(self) -> bool:
        """Whether something important stands above the hub's stream, which then does not shout."""
        return ISocialHub.providedBy(self.context) and important(self.context) is not None

    @property
    def layout(self) -> str:
        """How the entries stand: as the hub has it, and one below the other where it is quiet."""
        return "list" if self.is_quiet else hub_of(self.context).entry_layout

    def rendered(self) -> str:
        """The stream as HTML; the page that most visitors open is kept until anything changes."""
        return _first_page(self) if self.query == Query() else _drawn(self)

    def first_key(self) -> tuple:
        """What the first page, nothing being chosen, depends on: a key for caches."""
        return self.url, self.silence, self.is_quiet, cache_key(hub_of(self.context))

    @cached_property
    def may_hide(self) -> bool:
        """Whether cards lead the present user to where entries are hidden."""
        return may_hide(self.context)

    @cached_property
    def may_mark(self) -> bool:
        """Whether the present user may pin and feature entries, too."""
        return may_hide(hub_of(self.context))

    @cached_property
    def page(self) -> dict:
        """The page but for its stream as a value, see ``plainplaces``."""
        return around(self)

    @property
    def named(self) -> dict:
        """The title in the reader's language: see ``translated``."""
        return title_of(self.context)

    def parts(self) -> dict:
        """What the page has beside its stream, by the names of ``plainplaces.page``."""
        return {}

    def is_retrieved(self) -> bool:
        """Whether there can be a stream at all."""
        return True

    def held(self) -> int:
        """How many entries wait here for the present user to decide."""
        return sum(number for _facts, number in held(self.context)) if self.may_hide else 0

    def emptiness(self):
        """Why there is nothing to see, as a message."""
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
    def accounts(self) -> list[dict]:
        """The chosen accounts of which no entry is shown here, each a click away (G0a, G0b).

        At most one more than there is room for: of a country's there would be thousands.
        A month is an archive, and a channel's own page tells of its account anyway. What is on
        Facebook has a page of its own, and is told of where it is asked for. Where no
        channel is all that was chosen, those of the service are told of.
        """
        found, query = self.stream, self.query
        if query.year or query.start or query.text or IChannel.providedBy(self.context):
            return []
        chosen = found.chosen.values() or self._of_the_services
        silent = (
            facts
            for facts in chosen
            if facts.speaks and not (found.chosen and found.timeline.size(facts.uid))
            if facts.source != NONE or query.is_filtered
        )
        return [about(facts, self.request) for facts in islice(silent, self.most_accounts + 1)]

    @property
    def _of_the_services(self):
        """The channels of the services that are asked for, whatever else is; none without one."""
        query = self.query
        asked = Query(platform=query.platform)
        return choose(self.stream.channels, asked) if query.platform else ()

    def cards(self) -> list[dict]:
        """The page's entries; one that does not stand first here is told to have no mark."""
        found = self.stream
        return [
            card | {"mark": card["mark"] if card["mark"] in found.lead else None}
            for card in cards_of(found, self.request)
        ]

    def days(self) -> list[dict]:
        """The page's entries by day, each with its ``title``; what stands first has none.

        Where most days have but one entry they stand by month, and where months have, by year.
        """
        cards = self.cards()
        dates = [None if card["mark"] else date_of(card["time"]) for card in cards]
        for title in (day_title, month_title, year_title):
            titles = ["" if date is None else title(date) for date in dates]
            if 2 * len(set(titles)) <= len(cards):
                break
        grouped = groupby(zip(titles, cards, strict=True), itemgetter(0))
        return [{"title": title, "cards": [card for _, card in pairs]} for title, pairs in grouped]

    @cached_property
    def silence(self) -> str:
        """Since when nothing new could be fetched, as a sentence; empty where all is well."""
        chosen = choose(speaking(self.context), self.query)
        return silence(hub_of(self.context), chosen)

    @property
    def names_channels(self) -> bool:
        """Not on a channel's own page, which has said so."""
        return not IChannel.providedBy(self.context)

    def feeds(self) -> list[dict]:
        """The feeds of what is shown, as others subscribe to it."""
        return [
            {"title": title, "type": type, "url": self._feed_url(name)}
            for name, title, type in FEEDS
        ]

    def alternates(self) -> list[dict]:
        """The same feeds, for the page's head."""
        return [
            {"rel": "alternate", "href": each["url"], "title": each["title"], "type": each["type"]}
            for each in self.feeds()
        ]

    @cached_property
    def choosing(self) -> Choosing:
        """What can be chosen here."""
        return Choosing(self.stream)

    @cached_property
    def kinds(self) -> list[dict]:
        """The kinds that have entries, each with its address."""
        return [
            kind | {"url": link(self.base, self.query, kind=frozenset({kind["value"]} - {""}))}
            for kind in self.choosing.kinds()
        ]

    @cached_property
    def choices(self) -> list[dict]:
        """The other filters that make a difference here, each with its options."""
        return self.choosing.filters()

    def kept(self) -> list[tuple[str, str]]:
        """What is chosen outside of the filters' form, as (name, value), and stays chosen."""
        asked = {each["name"] for each in self.choices}
        kept = [name for name in FILTERS if name not in asked]
        return [(name, value) for name in kept for value in sorted(getattr(self.query, name))]

    def chosen(self) -> list[dict]:
        """What the visitor has chosen, each with the address of the stream without it."""
        query = self.query
        chosen = [
            {"title": option["title"], "url": self._without(each["name"], option["value"])}
            for each in self.choices
            for option in each["options"]
            if option["selected"] and each["name"] != "month"
        ]
        chosen += [
            {"title": facts.title, "url": self._without("channel", *names_of(facts))}
            for facts in self.stream.channels
            if not query.channel.isdisjoint(names_of(facts))
        ]
        if query.text:
            without = link(self.base, query, text="", sort=NEWEST)
            chosen.append({"title": f"”{query.text}”", "url": without})
        if query.year:
            everything = link(self.base, query, year=None, month=None)
            chosen.append({"title": self.period(), "url": everything})
        return chosen

    def has_filtered(self) -> bool:
        """Whether something is chosen that the folded filters show."""
        return any(option["selected"] for each in self.choices for option in each["options"])

    def sections_url(self) -> str:
        """Where the entries of a hub are sorted by kind, if there are several; else empty."""
        is_sorted = ISocialHub.providedBy(self.context) and self.kinds
        return f"{self.base}/@@sections" if is_sorted else ""

    def years(self) -> list[dict]:
        """The archive: years with their months, the newest first."""
        years: dict[int, list[dict]] = {}
        for (year, month), number in self.months.items():
            years.setdefault(year, []).append(self._month(year, month) | {"number": number})
        return [
            {"year": year, "months": months, "open": year == self.query.year}
            for year, months in years.items()
        ]

    @cached_property
    def months(self) -> dict[tuple[int, int], int | None]:
        """The months that have entries, the newest first, each with how many."""
        return self.choosing.months

    def neighbours(self) -> dict:
        """The ``earlier`` and the ``later`` month that has entries, of the one that is shown."""
        shown = self.query.year, self.query.month
        if not self.query.month:
            return {"earlier": None, "later": None}
        earlier = next((each for each in self.months if each < shown), None)
        later = next((each for each in reversed(self.months) if each > shown), None)
        return {
            "earlier": earlier and self._month(*earlier),
            "later": later and self._month(*later),
        }

    def period(self) -> str:
        """The month or the year that is shown, in words; empty when it is the newest entries."""
        query = self.query
        if not query.year:
            return ""
        return f"{month_name(query.month)} {query.year}" if query.month else str(query.year)

    def pages(self) -> dict:
        """Addresses of the neighbouring pages, and of pages by number."""
        query = self.query
        asked = query.start, query.size, self.stream.total, self._page
        return pages(*asked) | {"numbers": numbered(*asked)}

    @property
    def heading(self):
        return self.named["text"]

    @property
    def called(self) -> str:
        """What the place is called in the page's title."""
        return self.heading

    @property
    def title_language(self) -> str | None:
        """The language of the heading, where it is another than the page's."""
        return self.named["language"]

    @property
    def title(self) -> str:
        """What is shown, for the page's title: the place, what is chosen of it, and which page."""
        if self.query == Query():
            return self.called
        kinds = [title for kind, title in KIND_TITLES.items() if kind in self.query.kind]
        chosen = [each["title"] for each in self.chosen()]
        number = self.pages()["number"]
        pages = [_("page ${number}", mapping={"number": number})] if number > 1 else []
        return joined(self.called, *kinds, *chosen, *pages)

    @property
    def shared(self) -> dict:
        """What others show of the page, beside its title."""
        return {"description": lead_of(self.context)["text"]}

    @property
    def base(self) -> str:
        """The address of the place, without what is chosen."""
        return self.context.absolute_url()

    @property
    def url(self) -> str:
        """The page's own address."""
        return self._page(self.query.start)

    def _page(self, start):
        return link(self.base, self.query, start=start)

    def _feed_url(self, name):
        return link(f"{self.base}/@@{name}", self.query, size=PAGE)

    def _without(self, name, *values):
        return link(self.base, self.query, **{name: getattr(self.query, name) - {*values}})

    def _month(self, year, month):
        query = self.query
        return {
            "name": month_name(month),
            "year": year,
            "url": link(self.base, query, year=year, month=month),
            "current": (year, month) == (query.year, query.month),
        }


@ram.cache(lambda function, view: view.first_key())
def _first_page(view):
    return _drawn(view)


def _drawn(view):
    return view.template(stream=value(view))
