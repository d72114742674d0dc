"""One page of the stream: what every page, portlet, service and outgoing feed shows."""

from dataclasses import dataclass

from plone import api

from ...accounts.channels.facts import ChannelFacts, speaking, visible_one
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import today
from ...core.timeline.store import timeline_of
from ...site.caching.memory import addresses, sight
from ..search.finding import Found, found
from .hand import may_hide_in
from .query import BEST, Query, choose

NOTHING = Found([])

# Counting a month opens each channel: what a municipality has, but not what a country has.
MOST_COUNTED = 500


@dataclass(frozen=True)
class Stream:
    """The entries that a query is about, of which one page is at hand.

    ``channels`` are those that speak here for the visitor, ``chosen`` those that the query is
    about, by UID; entries with a mark in ``lead`` stand first. ``total`` is how many there are.
    ``found`` is what a search has found, nothing where there was none.
    """

    hub: object
    query: Query
    channels: tuple[ChannelFacts, ...]
    chosen: dict[str, ChannelFacts]
    entries: list
    total: int
    lead: tuple[str, ...] = ()
    found: Found = NOTHING

    @property
    def timeline(self):
        return timeline_of(self.hub)

    def months(self) -> list[tuple[int, int]]:
        """Every (year, month) with entries of the chosen channels, the newest first."""
        return self.timeline.months(self.chosen)

    def by_month(self) -> dict[tuple[int, int], int | None]:
        """The same with how many there are; None where that would take long to count."""
        if len(self.chosen) > MOST_COUNTED:
            return dict.fromkeys(self.months())
        return self.timeline.by_month(self.chosen)


def stream(
    context,
    query: Query,
    channels: tuple[ChannelFacts, ...] | None = None,
    lead: tuple[str, ...] = (),
) -> Stream:
    """The stream of a hub, an administration or a channel, for the present user."""
    hub = hub_of(context)
    timeline = timeline_of(hub)
    channels = speaking(context) if channels is None else channels
    chosen = {facts.uid: facts for facts in choose(channels, query)}
    when = {"year": query.year, "month": query.month}
    if query.text:
        page = {"start": query.start, "size": query.size, "best": query.sort == BEST}
        there = found(hub, query.clauses, chosen, **page, **when)
        return Stream(hub, query, channels, chosen, there.entries, there.total, found=there)
    entries = timeline.latest(chosen, start=query.start, size=query.size, lead=lead, **when)
    return Stream(hub, query, channels, chosen, entries, timeline.count(chosen, **when), lead)


def cache_key(hub, seen: tuple | None = None) -> tuple:
    """What the look of a hub's entries depends on, besides the query: a key for caches.

    What is of today is of yesterday tomorrow. ``seen`` is what ``sight`` gives, where it is known.
    """
    language = api.portal.get_current_language()
    looks = hub.entry_target, hub.entry_layout, language, today(), addresses(hub.REQUEST)
    return timeline_of(hub).revision(), seen or sight(), looks


def entry_at(hub, entry_id: str):
    """An entry that the present user may see, and its channel's facts; None otherwise.

    What waits is seen by those who may decide on it.
    """
    timeline = timeline_of(hub)
    entry = timeline.get(timeline.present_id(entry_id))
    if entry is None or not (timeline.is_visible(entry) or timeline.is_waiting(entry)):
        return None
    facts = visible_one(hub, entry["channel"])
    if facts is None or not (timeline.is_visible(entry) or may_hide_in(hub, facts)):
        return None
    return entry, facts


def is_disposed(hub, entry_id: str) -> bool:
    """Whether an entry that the present user could see is gone for good (RFC 9110, 15.5.11)."""
    entry = timeline_of(hub).get(entry_id)
    if entry is None or not entry.get("disposed"):
        return False
    return visible_one(hub, entry["channel"]) is not None
