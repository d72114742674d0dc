"""The plan, which finds the channels that are due without checking each of them.

Every channel is in a heap by the time of its next check, which is never later than its due time. A
channel that is taken out too early is put back. The catalogue's numbers show which channels were
added, removed or edited, the hub's stored states show whether another process has retrieved a
source, and the subscriptions show whether a source has pushed news. A channel that is pinned to the
top of its hub in a crisis is due more often.
"""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from time import time

from .. import has_come
from ..accounts.channels import channel_records, crisis
from . import state_storage, subscriptions
from .answer_storage import Result
from .plan_channel import (
    PlanChannel,
    catalogue_values,
    lean_status,
    load_validators,
    new_plan_channel,
)
from .source_requests import url_host

SOON, AT_ONCE = 60, 1
WATCH_SECONDS = 120  # seconds between retrievals of a channel on top; no host objects to that
PREFETCH_SIZE = 100  # states to prefetch at once
MARGIN = 900  # seconds; clocks of machines differ, and a transaction may take its time


class Plan:
    """The plan of one site. ``watched`` are the UIDs of the channels on top in a crisis."""

    def __init__(self, site):
        self.site = site
        self.watched: frozenset[str] = frozenset()
        self._channels: dict[int, PlanChannel] = {}
        self._heap: list[tuple[int, int]] = []
        self._busy: dict[str, tuple[str, int]] = {}
        self._writes: dict[str, int] = {}
        self._pushes: dict[str, int] = {}
        self._heard: dict[str, int] = {}
        self._revision = -1
        self._looked = 0.0

    def due(self, now: int, seen: int) -> list[PlanChannel]:
        """Return the channels that are due. ``seen`` is the start of the last finished round."""
        self.catch_up()
        paused = {host: at for host, at in self._busy.values() if not has_come(at, now)}
        ready = {}
        while self._heap and self._heap[0][0] <= now:
            at, number = heappop(self._heap)
            channel = self._channels.get(number)
            if channel and channel.at == at:
                moment = self._due_at(channel, now, seen, paused)
                if moment is not None and moment <= now:
                    ready[number] = channel
                else:
                    self._schedule(channel, moment)
        ready |= {channel.number: channel for channel in self._watched(now, paused)}
        for channel in ready.values():
            self._schedule(channel, channel.at)
        return list(ready.values())

    def _watched(self, now, paused):
        """Yield the watched channels whose last answer is old enough and no failure."""
        orders = (crisis.current_order(self._hub(path), now) for path in self._hub_paths())
        self.watched = frozenset(order.channel for order in orders if order)
        for channel in self if self.watched else ():
            is_due = channel.uid in self.watched and _was_retrieved_by(channel, now - WATCH_SECONDS)
            if is_due and paused.get(url_host(channel.feed_url), 0) <= now:
                yield channel

    def jobs(self, channels: Iterable) -> list[PlanChannel]:
        """Return the plan's data about those channels that have a feed, with validators loaded."""
        self.catch_up()
        by_uid = {channel.uid: channel for channel in self}
        found = [by_uid[each.uid] for each in channels if each.uid in by_uid]
        found = [channel for channel in found if channel.feed_url]
        for hub_path in {channel.hub_path for channel in found}:
            self._recall(hub_path, [each for each in found if each.hub_path == hub_path])
        return found

    def learn(self, channel: PlanChannel, result: Result) -> None:
        """Update a channel with the result of a retrieval. If postponed, it is due again soon."""
        channel.retry = result.again
        if result.state is not None:
            channel.learn(result.state)
            channel.pictures = 0 if result.status == "ok" else channel.pictures
            self._writes[channel.hub_path] += result.written
            self._note_busy(channel)
        if result.state is not None or result.again:
            self._schedule(channel, 0)

    def look_for_pictures(self, uid: str) -> None:
        """Look for a channel's wanted pictures at once, and not only within an hour."""
        for channel in self:
            if channel.uid == uid:
                channel.pictures = 0

    def catch_up(self) -> None:
        """Read the changes by other processes since the last call, early in a transaction."""
        if self._revision != (revision := channel_records.index_revision()):
            self._revision = revision
            self._renumber()
        for hub_path in self._hub_paths():
            hub = self._hub(hub_path)
            if self._writes.get(hub_path) != state_storage.write_count(hub):
                self._reread(hub_path)
            if self._pushes.get(hub_path) != subscriptions.push_count(hub):
                self._read_pushes(hub_path)

    def __iter__(self) -> Iterator[PlanChannel]:
        """Iterate over all channels; those without a feed are never due, but want pictures."""
        return iter(self._channels.values())

    def _due_at(self, channel, now, seen, paused):
        moment = channel.next(seen, now)
        until = paused.get(url_host(channel.feed_url), 0) if paused else 0
        if moment is not None and moment <= now < until:
            # The channel that caused the pause may be deleted or work again before its end.
            return min(until, now + SOON)
        return moment

    def _recall(self, hub_path, channels):
        hub = self._hub(hub_path)
        unknown = [channel for channel in channels if channel.known is None]
        for position, channel in enumerate(channel_records.frugal_iterator(self.site, unknown)):
            if position % PREFETCH_SIZE == 0:
                state_storage.prefetch_states(
                    hub, [each.uid for each in unknown[position:][:PREFETCH_SIZE]]
                )
            load_validators(channel, hub)

    def _schedule(self, channel, moment):
        if moment is not None:
            channel.at = moment
            heappush(self._heap, (moment, channel.number))

    def _note_busy(self, channel):
        standing = channel.standing
        self._busy.pop(channel.uid, None)
        if standing and standing.code == "busy" and standing.next_try:
            self._busy[channel.uid] = (url_host(channel.feed_url), standing.next_try)

    def _renumber(self):
        present = set(channel_records.record_ids())
        for number in self._channels.keys() - present:
            self._busy.pop(self._channels.pop(number).uid, None)
        changed = present - self._channels.keys()
        if len(changed) < len(present):
            changed |= present.intersection(
                channel_records.edited_record_ids(self._looked - MARGIN)
            )
        self._looked = time()
        for number in channel_records.frugal_iterator(self.site, changed):
            self._add(number)

    def _add(self, number):
        channel = new_plan_channel(number, channel_records.channel_source(number))
        before = self._channels.get(number)
        if before and catalogue_values(before) == catalogue_values(channel):
            return
        self._channels[number] = channel
        if channel.hub_path in self._writes:
            self._set_status(
                channel, state_storage.load_status(self._hub(channel.hub_path), channel.uid)
            )

    def _reread(self, hub_path):
        hub = self._hub(hub_path)
        self._writes[hub_path] = state_storage.write_count(hub)
        channels = {each.uid: each for each in self if each.hub_path == hub_path}
        for uid, standing in channel_records.frugal_iterator(
            self.site, state_storage.channel_statuses(hub)
        ):
            if channel := channels.pop(uid, None):
                self._set_status(channel, standing)
        for channel in channels.values():
            self._set_status(channel, None)

    def _read_pushes(self, hub_path):
        """Make the channels of a hub due at once that have received a push."""
        hub = self._hub(hub_path)
        self._pushes[hub_path] = subscriptions.push_count(hub)
        announced = {uid: kept for uid, kept in subscriptions.all_subscriptions(hub) if kept.pushed}
        for channel in [each for each in self if each.uid in announced]:
            kept = announced[channel.uid]
            if channel.feed_url == kept.feed_url and kept.pushed > self._heard_until(channel):
                self._heard[channel.uid], channel.retry = kept.pushed, AT_ONCE
                self._schedule(channel, 0)

    def _heard_until(self, channel):
        checked = channel.standing.checked if channel.standing else None
        return self._heard.get(channel.uid, (checked or 1) - 1)

    def _set_status(self, channel, standing):
        if standing and standing.feed_url != channel.feed_url:
            standing = None
        if not (
            standing
            and channel.standing
            and _stored_values(standing) == _stored_values(channel.standing)
        ):
            channel.standing, channel.known = standing and lean_status(standing, channel), None
            channel.pictures = 0
        self._note_busy(channel)
        self._schedule(channel, 0)

    def _hub_paths(self):
        return {channel.hub_path for channel in self}

    def _hub(self, path):
        return self.site.unrestrictedTraverse(path)


def _was_retrieved_by(channel, moment):
    """Return True if the last answer is that old, no failure, and nothing is postponed."""
    standing = channel.standing
    if not channel.feed_url or channel.retry or standing is None or standing.failures:
        return False
    return standing.checked is not None and standing.checked <= moment


def _stored_values(standing):
    return standing.checked, standing.failures, standing.next_try, standing.code
