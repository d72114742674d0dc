"""The coverage of packages: which records of a channel they hold, and which have changed since.

What each package holds is in its baseline, see ``baselines``. Earlier releases stored none: what
has changed since such a package was made is found by the times of entries, acts and log lines, and
what was done at the same time counts as a change. It is rather delivered twice than never.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from plone.dexterity.content import Container

from ... import MINUTE
from ...accounts.channels import holds, post_acts
from ...accounts.channels.facts import any_channel
from ...core.messages.ledger import lanes_since, message_number
from ...core.messages.message_lists import KINDS, channel_list, listed_numbers
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...core.timeline.change_log import START, is_reached, last_changes
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.record import entries_between, oldest_time_between, times_between
from ...core.timeline.store import timeline_of
from .order_storage import BUILDING, Order, all_orders, find_baseline, has_pieces
from .scope import END_OF_TIME, period_bounds
from .snapshot_storage import channel_snapshots

Period = tuple[int, int]
AT_ONCE = 10 * MINUTE  # between the time of a change and the end of its transaction, at most
ACTS = ("hidden", "released", "disposed", "forgotten")


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An entry that has changed since the package ``mark`` was made, and when it was published."""

    time: int
    id: str
    mark: "Mark"


class Mark:
    """A package as a mark in time: what it holds, and what has happened since."""

    def __init__(self, hub: Container, order: Order) -> None:
        self.hub, self.order, self.timeline = hub, order, timeline_of(hub)
        self.baseline = find_baseline(hub, order.id)
        self.taken = order.taken or order.ordered

    def periods(self, uid: str) -> tuple[Period, ...]:
        """Return the periods of a channel whose records were packed."""
        if self.baseline is not None:
            found: tuple[Period, ...] = self.baseline["spans"].get(uid, ())
            return found
        start, end = order_period(self.order)
        known = (self.order.posts or self.order.last_entries or {}).keys() | {self.order.whose}
        return ((start, min(end, self.taken + 1)),) if uid in known and start <= self.taken else ()

    def posts(self, uid: str) -> tuple[Period, ...]:
        """Return the periods of a channel whose posts were packed."""
        return () if self.order.secret else self.periods(uid)

    @property
    def has_messages(self) -> bool:
        return bool(self.order.messages or self.order.secret)

    def number(self, uid: str) -> int | None:
        """Return the number of a channel's last change in the package, or None if unknown."""
        place = self.baseline["places"].get(uid) if self.baseline else None
        if place is None or not (place == START or is_reached(self.timeline, uid, place)):
            return None
        number: int = place[0]
        return number

    @cached_property
    def later_acts(self) -> dict[str, list[post_acts.Line]]:
        """The acts since, by post."""
        found: dict[str, list[post_acts.Line]] = {}
        acts = self.baseline["acts"] if self.baseline is not None else None
        since = post_acts.lines_after(self.hub, self.taken - AT_ONCE)
        for line in since if acts is None else post_acts.lines_since(self.hub, acts):
            found.setdefault(line.post, []).append(line)
        return found

    @property
    def awaited(self) -> Mapping[str, int]:
        """The stored pictures of the entries that had others to be fetched, by id."""
        found: Mapping[str, int] = self.baseline["pictures"] if self.baseline else {}
        return found

    @property
    def held_messages(self) -> set[int]:
        """The numbers of the messages with a hold that was placed or lifted since."""
        start = holds.log_id(holds.MESSAGE, "")
        found = (each for each in self.later_acts if each.startswith(start))
        return {int(each.removeprefix(start)) for each in found}

    def length(self, number: int) -> int | None:
        """Return how many lines of a message's log are in the package, or None without it."""
        lengths = self.baseline["messages"] if self.baseline is not None else None
        return lengths.get(number) if lengths is not None else None


class Deliveries:
    """The records of a hub that a set of packages holds together, and those that wait."""

    def __init__(self, hub: Container, packages: Iterable[Order]) -> None:
        self.hub, self.timeline, self.messages = hub, timeline_of(hub), messages_of(hub)
        self.marks = [Mark(hub, each) for each in packages]

    def periods(self, uid: str, *, has_posts: bool = True) -> list[Period]:
        """Return the periods of a channel whose posts are in the packages, joined and sorted.

        Without ``has_posts``, those of packages that have no posts are included.
        """
        found = (each.posts(uid) if has_posts else each.periods(uid) for each in self.marks)
        return _joined(period for each in found for period in each)

    def undelivered_periods(self, uid: str) -> Iterator[Period]:
        """Yield the periods of a channel of which no package has the posts."""
        at = -END_OF_TIME
        for start, end in self.periods(uid):
            if start > at:
                yield at, start
            at = end
        yield at, END_OF_TIME

    def oldest_undelivered(self, uid: str) -> int | None:
        """Return the time of a channel's oldest post in a period that was never packed, or None."""
        found = (
            oldest_time_between(self.timeline, uid, *each) for each in self.undelivered_periods(uid)
        )
        return next((each for each in found if each is not None), None)

    def undelivered_count(self, uid: str) -> int:
        """Return how many posts of a channel lie in periods that were never packed."""
        periods = self.undelivered_periods(uid)
        return sum(len(times_between(self.timeline, uid, *each)) for each in periods)

    def changed_entries(self, uid: str) -> Iterator[WaitingEntry]:
        """Yield a channel's entries that are not in the packages as they are now, in no order.

        Their time lies in a period that was packed: they have changed since, or came late.
        """
        marks = [each for each in self.marks if each.posts(uid)]
        numbers = [each.number(uid) for each in marks]
        known = min((each for each in numbers if each is not None), default=0)
        changes = last_changes(self.timeline, uid, known) if marks else {}
        for entry_id in self._candidates(uid, marks, changes):
            entry = self.timeline.unmasked(entry_id)
            if entry is None or entry["channel"] != uid:
                continue
            mark = _latest_mark(marks, uid, entry["time"])
            if mark and self._is_changed(entry, mark, changes.get(entry_id, 0)):
                yield WaitingEntry(entry["time"], entry_id, mark)

    def changed_messages(self, uid: str, *, secret: bool = False) -> list[int]:
        """Return the numbers of a channel's messages that are not in the packages as they are now.

        They were packed, or came in during a period whose messages were packed. With ``secret``,
        they are the ones marked as possibly secret, otherwise those that are not.
        """
        marks = [each for each in self.marks if each.has_messages and each.periods(uid)]
        found = (
            self.messages.root["messages"].get(n) for n in self._message_candidates(uid, marks)
        )
        return sorted(
            each["number"]
            for each in found
            if each is not None
            and each["channel"] == uid
            and each["state"]["facts"]["secret"] is secret
            and _is_message_changed(each, uid, marks, secret)
        )

    def changed_count(self, uid: str) -> int:
        """Return how many of a channel's entries and open messages have changed since."""
        return sum(1 for _each in self.changed_entries(uid)) + len(self.changed_messages(uid))

    def _candidates(self, uid, marks, changes):
        found = {*changes}
        for each in marks:
            found.update(each.later_acts, each.awaited)
            if each.number(uid) is None:
                for period in each.posts(uid):
                    entries = entries_between(self.timeline, uid, *period)
                    found.update(entry["entry_id"] for entry in entries)
        return found

    def _is_changed(self, entry, mark, number):
        entry_id, before = entry["entry_id"], mark.number(entry["channel"])
        if entry_id in mark.later_acts:
            return True
        if before is None:
            return _last_time(entry) >= mark.taken - AT_ONCE
        awaited = mark.awaited.get(entry_id)
        return number > before or (
            awaited is not None and len(stored_pictures(self.timeline, entry)) > awaited
        )

    def _message_candidates(self, uid, marks):
        """Return the numbers of the messages whose log may have grown since the packages."""
        found = {number for each in marks for number in each.held_messages}
        if not all(each.baseline for each in marks):
            shelf = [channel_list(uid)]
            return found.union(listed_numbers(self.messages.root, shelf, HANDLING, KINDS))
        lanes = (lanes_since(self.messages.root, each.baseline["lines"]) for each in marks)
        return found.union(message_number(lane) for each in lanes for lane in each) - {None}


def order_period(order: Order) -> Period:
    """Return the start and the (excluded) end of an order's period, in seconds since 1970."""
    return period_bounds(date.fromisoformat(order.first), date.fromisoformat(order.last))


def packages_with_post(hub: Container, uid: str, time: int) -> Iterator[Order]:
    """Yield the packages that may contain a channel's post or message of a given time.

    They can be downloaded, or are being made just now. A later snapshot may contain it, too.
    """
    taken = [each.taken for each in channel_snapshots(hub, uid) if each.taken >= time]
    facts = any_channel(hub, uid)
    owners = {uid, facts.administration.uid} if facts else {uid}
    for each in all_orders(hub):
        start, end = order_period(each)
        is_there = each.has_files or each.state == BUILDING
        is_in = not each.secret and any(start <= at < end for at in (time, *taken))
        if is_there and is_in and each.whose in owners:
            yield each


def delivered_packages(hub: Container) -> list[Order]:
    """Return the packages that the archive has acknowledged."""
    return [each for each in all_orders(hub) if each.receipt]


def safe_packages(hub: Container) -> list[Order]:
    """Return the packages that the archive has acknowledged, or whose files are still here."""
    return [
        each
        for each in all_orders(hub)
        if each.receipt or (each.has_files and has_pieces(hub, each.id))
    ]


def _joined(periods: Iterable[Period]) -> list[Period]:
    found: list[Period] = []
    for start, end in sorted(periods):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _latest_mark(marks: list[Mark], uid: str, time: int) -> Mark | None:
    """Return the last package with a channel's posts of a time, by the log or else by the clock."""
    return max(
        (each for each in marks if _holds(each.posts(uid), time)),
        key=lambda each: (_or_before(each.number(uid)), each.taken),
        default=None,
    )


def _is_message_changed(message, uid, marks, secret):
    number, lines = message["number"], message["log"].values()
    if packed := [each for each in marks if each.length(number) is not None]:
        last = max(packed, key=lambda each: (each.length(number), each.taken))
        return len(lines) > last.length(number) or number in last.held_messages
    same = (each for each in marks if bool(each.order.secret) is secret)
    held = [each for each in same if _holds(each.periods(uid), lines[0]["time"])]
    old = max((each.taken for each in held if not each.baseline), default=0)
    return bool(held) and lines[-1]["time"] >= old - AT_ONCE


def _or_before(number):
    return -1 if number is None else number


def _holds(periods, time):
    return any(start <= time < end for start, end in periods)


def _last_time(entry: Entry) -> int:
    """Return when an entry was last changed, by its own times alone."""
    acts = (entry.get(name) for name in ACTS)
    times = (entry["first_seen"], entry["last_changed"], entry["withdrawn"] or 0)
    versions: list[Any] = version_list(entry)
    return max(
        *times, *(each["when"] for each in acts if each), *(each["until"] for each in versions)
    )
