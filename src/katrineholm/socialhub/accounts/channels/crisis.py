"""An append-only log of what the office put on top of a hub: a channel, a post or a notice.

The last line of the log applies. Each line is also in the hub-wide log, as proof of who wrote it.
If the post is hidden, or the channel is neither official nor paused any more, its order ends for
good. Times are whole seconds since 1970 (UTC).
"""

from collections.abc import Iterable, Iterator, Mapping
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
    """An order to show something at the top of a hub in a period (seconds since 1970).

    ``channel`` is a UID; ``entry`` is the id of a single post, or empty. A notice has no channel
    but a ``title`` and a ``text``, and optionally a ``link`` and both in English. ``by`` is the
    user who wrote the line, or empty if the source did. A line that ends an order has 0 as
    ``until``; ``why`` is the reason, unless a user asked for the end. Lines that were stored before
    there were notices are shorter.
    """

    since: int
    until: int
    channel: str
    entry: str = ""
    by: str = ""
    why: str = ""
    title: str = ""
    text: str = ""
    link: str = ""
    english_title: str = ""
    english_text: str = ""


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
    _begin(hub, CrisisOrder(now, until, channel, entry, who))


def begin_notice(hub: Any, words: Mapping[str, str], *, until: int, now: int, who: str) -> None:
    """Put a notice at the top of a hub unless it is there already, in the same ``words``."""
    _begin(hub, CrisisOrder(now, until, "", by=who, **words))


def end_order(hub: Any, *, now: int, who: str = "", why: str = "") -> bool:
    """End the hub's current crisis order. Return False if there is none."""
    if (found := current_order(hub, now)) is None:
        return False
    _write(hub, replace(found, since=now, until=ENDED, by=who, why=why))
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


def _begin(hub, wanted: CrisisOrder):
    before = current_order(hub, wanted.since)
    if before is None or replace(wanted, since=before.since, by=before.by) != before:
        _write(hub, wanted)


def _write(hub, line: CrisisOrder):
    lines = hub_storage.writable_data(hub, KEY, LOBTree)
    number = line.since * SECOND
    number = max(number, lines.maxKey() + 1) if lines else number
    append_line(hub, LANE, lines, number, astuple(line))
