"""The channel or post that the office has put on top of a hub, and until when: an append-only log.

Its last line is valid. Each line is also in the hub-wide log, as proof of who did it. If the post
is hidden, or the channel is paused or closed, its order ends for good. Times are whole seconds
since 1970 (UTC).
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
    """An order to put a channel on top from ``since`` to ``until``; times in seconds since 1970.

    ``channel`` is a UID; ``entry`` is the id of a single post, or empty. ``by`` is the person who
    gave the order, empty for the source. An ended order has 0 as ``until``, and its reason in
    ``why`` if nobody asked for it.
    """

    since: int
    until: int
    channel: str
    entry: str = ""
    by: str = ""
    why: str = ""


def current_order(hub: Any, now: int) -> CrisisOrder | None:
    """Return the current order; None if there is none or it has expired."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree)
    last = CrisisOrder(*lines[lines.maxKey()]) if lines else None
    return last if last and now < last.until else None


def order_log(hub: Any) -> Iterator[CrisisOrder]:
    """Return all lines, newest first."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree).values()
    return (CrisisOrder(*line) for line in reversed(lines))


def begin_order(hub: Any, channel: str, entry: str, *, until: int, now: int, who: str) -> None:
    """Put a channel or one of its posts on top; write nothing if it is for the same time."""
    wanted, before = CrisisOrder(now, until, channel, entry, who), current_order(hub, now)
    if before is None or replace(wanted, since=before.since, by=before.by) != before:
        _write(hub, wanted)


def end_order(hub: Any, *, now: int, who: str = "", why: str = "") -> bool:
    """End the current order. Return False if there is none."""
    if (found := current_order(hub, now)) is None:
        return False
    _write(hub, CrisisOrder(now, ENDED, found.channel, found.entry, who, why))
    return True


def end_order_of_posts(hub: Any, act: str, posts: Iterable[str], *, now: int, who: str) -> None:
    """End the order of a post that an act has hidden; an order of its channel remains."""
    found = current_order(hub, now)
    if found and found.entry and found.entry in posts:
        end_order(hub, now=now, who=who, why=act)


def end_order_after_step(channel: Any, event: Any) -> None:
    """End the order of a channel that is neither official nor paused any more."""
    hub, now, state = hub_of(channel), int(time()), event.new_state.getId()
    found = current_order(hub, now) if hub is not None else None
    if found and found.channel == channel.UID() and state not in ACTIVE_STATES:
        end_order(hub, now=now, who=api.user.get_current().getId() or "", why=state)


def log_lane(hub: Any) -> Lane:
    """Return these lines for the hub-wide log."""
    return lane_of(hub_storage.stored_data(hub, KEY, LOBTree))


def _write(hub, line: CrisisOrder):
    lines = hub_storage.writable_data(hub, KEY, LOBTree)
    number = line.since * SECOND
    number = max(number, lines.maxKey() + 1) if lines else number
    append_line(hub, LANE, lines, number, astuple(line))
