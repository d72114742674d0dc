"""A page of the stream, for web pages, portlets, services and outgoing feeds."""

from dataclasses import dataclass

from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts, active_channels, viewable_channel
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import today
from ...core.search.clauses import Clause
from ...core.timeline.entry import is_held, is_visible
from ...core.timeline.layout import Entry
from ...core.timeline.record import present_id
from ...core.timeline.store import Timeline, timeline_of
from ...core.timeline.streams import (
    counts_by_month,
    entry_count,
    latest_entries,
    months_with_entries,
)
from ...site.pages.cache import url_key, visibility_key
from .editorial import may_hide_in_channel
from .index_search import SearchResult, search_result
from .query import BEST, Query, matching_channels
from .topics import searched_clauses

NO_SEARCH = SearchResult([])

# Counting a month loads each channel, which takes too long if there are thousands.
MOST_COUNTED = 500


@dataclass(frozen=True)
class Stream:
    """The entries that match a query; ``entries`` is one page of them, and ``total`` their count.

    ``channels`` are all channels with entries to show in the context. ``chosen`` are those that
    match the query, keyed by UID. Entries with a mark in ``lead`` come first. ``found`` is the
    result of a search, and empty if there is none.
    """

    hub: object
    query: Query
    channels: tuple[ChannelFacts, ...]
    chosen: dict[str, ChannelFacts]
    entries: list
    total: int
    lead: tuple[str, ...] = ()
    found: SearchResult = NO_SEARCH

    @property
    def timeline(self) -> Timeline:
        return timeline_of(self.hub)

    @property
    def marks(self) -> tuple[Clause, ...]:
        """The clauses whose matches are marked in a search's hits."""
        guess = self.found.guess
        return (*self.query.clauses, *(guess.marks if guess else ()))

    def months(self) -> list[tuple[int, int]]:
        """Return each year and month that has entries of the chosen channels, newest first."""
        return months_with_entries(self.timeline, self.chosen)

    def by_month(self) -> dict[tuple[int, int], int | None]:
        """Return each month's number of entries, or None for it if counting would take too long."""
        if len(self.chosen) > MOST_COUNTED:
            return dict.fromkeys(self.months())
        return {**counts_by_month(self.timeline, self.chosen)}


def stream_of(
    context: Container,
    query: Query,
    channels: tuple[ChannelFacts, ...] | None = None,
    lead: tuple[str, ...] = (),
) -> Stream:
    """Return the stream of a hub, an administration or a channel, as the current user sees it."""
    hub = hub_of(context)
    timeline = timeline_of(hub)
    channels = active_channels(context) if channels is None else channels
    chosen = {facts.uid: facts for facts in matching_channels(channels, query)}
    when = {"year": query.year, "month": query.month}
    if query.is_search:
        page = {"start": query.start, "size": query.size, "best": query.sort == BEST}
        clauses, among = searched_clauses(hub, query), {facts.uid for facts in channels}
        result = search_result(hub, clauses, chosen, among=among, **page, **when)
        return Stream(hub, query, channels, chosen, result.entries, result.total, found=result)
    entries = latest_entries(
        timeline, chosen, start=query.start, size=query.size, lead=lead, **when
    )
    return Stream(
        hub, query, channels, chosen, entries, entry_count(timeline, chosen, **when), lead
    )


def stream_cache_key(hub: Container, seen: tuple | None = None) -> tuple:
    """Return a cache key for everything that a hub's entries depend on, except for the query.

    It contains the date, because cards show words such as "today". ``seen`` is the value of
    ``visibility_key``, if the caller has it already.
    """
    language = api.portal.get_current_language()
    looks = hub.entry_target, hub.entry_layout, language, today(), url_key(hub.REQUEST)
    return timeline_of(hub).revision(), seen or visibility_key(), looks


def visible_entry(hub: Container, entry_id: str) -> tuple[Entry, ChannelFacts] | None:
    """Return an entry that the user may see or review, with its channel's facts, or None."""
    timeline = timeline_of(hub)
    entry = timeline.get(present_id(timeline, entry_id))
    if entry is None or not (is_visible(entry) or is_held(entry)):
        return None
    facts = viewable_channel(hub, entry["channel"])
    if facts is None or not (is_visible(entry) or may_hide_in_channel(hub, facts)):
        return None
    return entry, facts


def is_disposed(hub: Container, entry_id: str) -> bool:
    """Return whether an entry was disposed of, in a channel that the current user may see."""
    entry = timeline_of(hub).get(entry_id)
    if entry is None or not entry.get("disposed"):
        return False
    return viewable_channel(hub, entry["channel"]) is not None
