"""The figures of a hub's channels in a period, collected from their stores."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import time
from typing import Any

from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.looks import book
from ...core.messages.store import messages_of
from ...core.timeline import months
from ...core.timeline.store import timeline_of
from ...inbox.intake import comment_state
from ...refresh import health
from ...site.caching.memory import Shelf
from .counting import Cell, Lived, comments, followers, posts

STATES = ("official", "paused", "closed")
COMMENTS = Shelf(256)  # months of messages, some numbers each


@dataclass(frozen=True, slots=True)
class Row:
    """A channel's cells, one for each month of the period, the earliest first."""

    facts: ChannelFacts
    posts: tuple[Cell, ...]
    followers: tuple[Cell, ...]
    comments: tuple[Cell, ...]


def figures(hub: Any, period: range) -> list[Row]:
    """Return the municipality's channels in a period of months, sorted by administration."""
    present, heard = months.number_at(int(time())), _comments_in(hub, period)
    rows = [_row(hub, facts, period, present, heard) for facts in _channels(hub, period)]
    return sorted(rows, key=lambda row: row.facts.administration.title.casefold())


def _row(hub, facts, period, present, heard):
    lived, spread = _lived(hub, facts), timeline_of(hub).spread(facts.uid, period)
    counted = _counted(hub, facts.uid, period)
    return Row(
        facts,
        tuple(posts(lived, month, spread[month], present) for month in period),
        tuple(followers(lived, month, counted.get(month, ())) for month in period),
        tuple(comments(lived, month, heard[month, facts.uid], present) for month in period),
    )


def _channels(hub, period) -> Iterator[ChannelFacts]:
    """Yield the channels of the period; one without a first day has always existed."""
    for facts in visible(hub):
        first, last = _month(facts.official_since) or 0, _month(facts.closed_on)
        is_within = first < period.stop and (last is None or last >= period.start)
        if facts.state in STATES and is_within:
            yield facts


def _lived(hub, facts):
    oldest = timeline_of(hub).oldest(facts.uid)
    standing = health.standing(hub, facts.uid)
    failing = standing.since if standing and standing.failures else None
    state = comment_state.recall(hub, facts.uid)
    return Lived(
        source=facts.source,
        dialogue=facts.dialogue,
        first=_month(facts.official_since) or 0,
        last=_month(facts.closed_on),
        oldest=months.number_at(oldest["time"]) if oldest else None,
        is_begun=bool(oldest) and _came_later(oldest),
        failing=months.number_at(failing) if failing else None,
        heard=months.number_at(state.since) if state else None,
    )


def _came_later(entry):
    return months.number_at(entry["first_seen"]) != months.number_at(entry["time"])


def _counted(hub, uid, period) -> dict[int, list[tuple[str, int]]]:
    ends = map(months.year_month, (period.start, period.stop))
    first, end = (f"{year:04}-{month:02}" for year, month in ends)
    found: dict[int, list[tuple[str, int]]] = {}
    for look in book.counted(hub, uid, first, end):
        month, number = _month(look.day), look.followers
        if month is not None and number is not None:
            found.setdefault(month, []).append((look.day, number))
    return found


def _comments_in(hub, period) -> Mapping[tuple[int, str], int]:
    """Return the number of comments by month and channel; those of past months are cached."""
    messages, path = messages_of(hub), "/".join(hub.getPhysicalPath())
    every = range(period.start, period.stop + 1)
    begins = [messages.first_since(months.begins(month)) for month in every]
    found: Counter[tuple[int, str]] = Counter()
    for month, first, last in zip(period, begins, begins[1:], strict=False):
        counts = COMMENTS.get((path, first, last), partial(_by_channel, messages, first, last))
        found.update({(month, channel): number for channel, number in counts.items()})
    return found


def _by_channel(messages, first, last):
    kept = messages.root["messages"].values(first, last, excludemax=True)
    return Counter(message["channel"] for message in kept if _is_comment(message["state"]))


def _is_comment(state):
    return not state["is_direct"] and state["publication"] != "elsewhere"


def _month(day: str) -> int | None:
    if not day:
        return None
    found = date.fromisoformat(day)
    return (found.year - months.FIRST_YEAR) * 12 + found.month - 1
