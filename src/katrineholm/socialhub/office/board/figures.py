"""The figures of a hub's channels in a period of months, collected from where they are stored."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import time
from typing import Any

from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.registration import looks
from ...core.messages.store import messages_of
from ...core.timeline import months
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import oldest_entry, published_by_month
from ...inbox.intake import comment_state
from ...refresh import state_storage
from ...site.pages.cache import LruCache
from .figure_cells import Cell, ChannelHistory, comments_cell, followers_cell, posts_cell

STATES = ("official", "paused", "closed")
COMMENTS_CACHE = LruCache(256)  # months of messages, some numbers each


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A channel's posts, followers and comments, in one cell for each month, earliest first."""

    facts: ChannelFacts
    posts: tuple[Cell, ...]
    followers: tuple[Cell, ...]
    comments: tuple[Cell, ...]


def channel_figures(hub: Any, period: range) -> list[FiguresRow]:
    """Return a row for each channel that was the municipality's in these months."""
    present, heard = months.month_number(int(time())), _comment_counts(hub, period)
    rows = [
        _channel_row(hub, facts, period, present, heard) for facts in _period_channels(hub, period)
    ]
    return sorted(rows, key=lambda row: row.facts.administration.title.casefold())


def _channel_row(hub, facts, period, present, heard):
    lived = _channel_history(hub, facts)
    spread = published_by_month(timeline_of(hub), facts.uid, period)
    counted = _follower_counts(hub, facts.uid, period)
    return FiguresRow(
        facts,
        tuple(posts_cell(lived, month, spread[month], present) for month in period),
        tuple(followers_cell(lived, month, counted.get(month, ())) for month in period),
        tuple(comments_cell(lived, month, heard[month, facts.uid], present) for month in period),
    )


def _period_channels(hub, period) -> Iterator[ChannelFacts]:
    """Yield the channels of the period; one without a first day has always existed."""
    for facts in viewable_channels(hub):
        first, last = _month_number(facts.official_since) or 0, _month_number(facts.closed_on)
        is_within = first < period.stop and (last is None or last >= period.start)
        if facts.state in STATES and is_within:
            yield facts


def _channel_history(hub, facts):
    oldest = oldest_entry(timeline_of(hub), facts.uid)
    standing = state_storage.load_status(hub, facts.uid)
    failing = standing.since if standing and standing.failures else None
    state = comment_state.stored_state(hub, facts.uid)
    return ChannelHistory(
        source=facts.source,
        dialogue=facts.dialogue,
        first=_month_number(facts.official_since) or 0,
        last=_month_number(facts.closed_on),
        oldest=months.month_number(oldest["time"]) if oldest else None,
        is_begun=bool(oldest)
        and (months.month_number(oldest["first_seen"]) != months.month_number(oldest["time"])),
        failing=months.month_number(failing) if failing else None,
        heard=months.month_number(state.since) if state else None,
    )


def _follower_counts(hub, uid, period) -> dict[int, list[tuple[str, int]]]:
    ends = map(months.year_month, (period.start, period.stop))
    first, end = (f"{year:04}-{month:02}" for year, month in ends)
    found: dict[int, list[tuple[str, int]]] = {}
    for look in looks.looks_with_followers(hub, uid, first, end):
        month, number = _month_number(look.day), look.followers
        if month is not None and number is not None:
            found.setdefault(month, []).append((look.day, number))
    return found


def _comment_counts(hub, period) -> Mapping[tuple[int, str], int]:
    """Return the number of comments by month and channel; those of past months are cached."""
    messages, path = messages_of(hub), "/".join(hub.getPhysicalPath())
    every = range(period.start, period.stop + 1)
    begins = [messages.first_since(months.month_start(month)) for month in every]
    found: Counter[tuple[int, str]] = Counter()
    for month, first, last in zip(period, begins, begins[1:], strict=False):
        counts = COMMENTS_CACHE.get(
            (path, first, last), partial(_counts_by_channel, messages, first, last)
        )
        found.update({(month, channel): number for channel, number in counts.items()})
    return found


def _counts_by_channel(messages, first, last):
    kept = messages.root["messages"].values(first, last, excludemax=True)
    return Counter(message["channel"] for message in kept if _is_comment(message["state"]))


def _is_comment(state):
    return not state["is_direct"] and state["publication"] != "elsewhere"


def _month_number(day: str) -> int | None:
    if not day:
        return None
    found = date.fromisoformat(day)
    return (found.year - months.FIRST_YEAR) * 12 + found.month - 1
