"""An append-only log of the channel or post that the office has put at the top of a hub.

The last line of the log applies. Each line is also in the hub-wide log, as proof of who wrote it.
If the post is hidden, or the channel is neither official nor paused any more, its order ends for
good. Times are whole seconds since 1970 (UTC).
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from time import time
from typing import Any

from BTrees.LOBTree import LOBTree
from plone import api

from ... import DAY
from ...core.messages.verification import Lane
from . import hub_storage
from .facts import ACTIVE_STATES
from .hub import hub_of
from .hub_storage import append_line, lane_of

KEY, LANE = "katrineholm.socialhub.crisis", "crisis"
LONGEST = 14 * DAY
ENDED = 0
SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class CrisisOrder:
    """An order to show a channel at the top of a hub in a period (seconds since 1970).

    ``channel`` is a UID; ``entry`` is the id of a single post, or empty. ``by`` is the user who
    wrote the line, or empty if the source did. A line that ends an order has 0 as ``until``;
    ``why`` is the reason, unless a user asked for the end.
    """

    since: int
    until: int
    channel: str
    entry: str = ""
    by: str = ""
    why: str = ""


def current_order(hub: Any, now: int) -> CrisisOrder | None:
    """Return the hub's current crisis order, or None if there is none or it has expired."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree)
    last = CrisisOrder(*lines[lines.maxKey()]) if lines else None
    return last if last and now < last.until else None


def order_log(hub: Any) -> Iterator[CrisisOrder]:
    """Return all lines of the hub's log of crisis orders, newest first."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree).values()
    return (CrisisOrder(*line) for line in reversed(lines))


def begin_order(hub: Any, channel: str, entry: str, *, until: int, now: int, who: str) -> None:
    """Put a channel or one of its posts at the top of a hub unless that order is active already."""
    wanted, before = CrisisOrder(now, until, channel, entry, who), current_order(hub, now)
    if before is None or replace(wanted, since=before.since, by=before.by) != before:
        _write(hub, wanted)


def end_order(hub: Any, *, now: int, who: str = "", why: str = "") -> bool:
    """End the hub's current crisis order. Return False if there is none."""
    if (found := current_order(hub, now)) is None:
        return False
    _write(hub, CrisisOrder(now, ENDED, found.channel, found.entry, who, why))
    return True


def end_order_of_posts(hub: Any, act: str, posts: Iterable[str], *, now: int, who: str) -> None:
    """End the hub's crisis order if it is for one of the posts that an act has hidden."""
    found = current_order(hub, now)
    if found and found.entry and found.entry in posts:
        end_order(hub, now=now, who=who, why=act)


def end_order_after_step(channel: Any, event: Any) -> None:
    """End a channel's crisis order after a step, unless it is still official or paused."""
    hub, now, state = hub_of(channel), int(time()), event.new_state.getId()
    found = current_order(hub, now) if hub is not None else None
    if found and found.channel == channel.UID() and state not in ACTIVE_STATES:
        end_order(hub, now=now, who=api.user.get_current().getId() or "", why=state)


def log_lane(hub: Any) -> Lane:
    """Return the log of crisis orders as a lane of the hub-wide log."""
    return lane_of(hub_storage.stored_data(hub, KEY, LOBTree))


def _write(hub, line: CrisisOrder):
    lines = hub_storage.writable_data(hub, KEY, LOBTree)
    number = line.since * SECOND
    number = max(number, lines.maxKey() + 1) if lines else number
    append_line(hub, LANE, lines, number, astuple(line))
