"""The figures of channels in a period of months, collected from where they are stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import time
from typing import Any

from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.hub import hub_of
from ...accounts.registration import looks
from ...core.timeline import months
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import oldest_entry, published_by_month
from ...inbox.intake import comment_state
from ...refresh import state_storage
from .figure_cells import (
    Cell,
    ChannelHistory,
    comments_cell,
    followers_cell,
    messages_cell,
    posts_cell,
)
from .message_months import MessageCounts, stored_months

STATES = ("official", "paused", "closed")
NONE_CAME = MessageCounts()


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A channel's figures, in one cell for each month, earliest first.

    ``handled`` are the counts of the same months' messages, empty where ``messages`` has a gap.
    """

    facts: ChannelFacts
    posts: tuple[Cell, ...]
    followers: tuple[Cell, ...]
    comments: tuple[Cell, ...]
    messages: tuple[Cell, ...]
    handled: tuple[MessageCounts, ...]


def channel_figures(place: Any, period: range) -> list[FiguresRow]:
    """Return a row for each channel at or below a place that was the municipality's in a period."""
    hub, present = hub_of(place), months.month_number(int(time()))
    came = stored_months(hub)
    rows = [
        _channel_row(hub, facts, period, present, came) for facts in _period_channels(place, period)
    ]
    return sorted(rows, key=lambda row: row.facts.administration.title.casefold())


def _channel_row(hub, facts, period, present, came):
    lived = _channel_history(hub, facts, min(came or (), default=None))
    spread = published_by_month(timeline_of(hub), facts.uid, period)
    counted = _follower_counts(hub, facts.uid, period)
    heard = [(month, _came_in(came, month, facts.uid)) for month in period]
    comments = [(month, at.comments if at else None) for month, at in heard]
    messages = [(month, at.messages if at else None) for month, at in heard]
    return FiguresRow(
        facts,
        tuple(posts_cell(lived, month, spread[month], present) for month in period),
        tuple(followers_cell(lived, month, counted.get(month, ())) for month in period),
        tuple(comments_cell(lived, month, number, present) for month, number in comments),
        tuple(messages_cell(lived, month, number, present) for month, number in messages),
        tuple(n if n and lived.was_ours(month) else NONE_CAME for month, n in heard),
    )


def _came_in(came, month, uid) -> MessageCounts | None:
    """Return the counts of a channel's messages in a month, or None if they are not known yet."""
    return None if came is None else came.get(month, {}).get(uid, NONE_CAME)


def _period_channels(place, period) -> Iterator[ChannelFacts]:
    """Yield the channels of the period; one without a first day has always existed."""
    for facts in viewable_channels(place):
        first, last = _month_number(facts.official_since) or 0, _month_number(facts.closed_on)
        is_within = first < period.stop and (last is None or last >= period.start)
        if facts.state in STATES and is_within:
            yield facts


def _channel_history(hub, facts, met):
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
        is_begun=oldest is not None
        and months.month_number(oldest["first_seen"]) != months.month_number(oldest["time"]),
        failing=months.month_number(failing) if failing else None,
        heard=months.month_number(state.since) if state else None,
        met=met,
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


def _month_number(day: str) -> int | None:
    if not day:
        return None
    found = date.fromisoformat(day)
    return (found.year - months.FIRST_YEAR) * 12 + found.month - 1
