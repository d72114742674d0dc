"""Which channels are due, found without judging each of them.

Every channel lies in a heap by the moment when it is to be judged: never later than when it is
due, so that one which is taken out too early is only put back. The catalogue tells by its numbers
which channels have come, gone or been edited; the hub's health tells whether anybody else has
asked a source, and the book of pushes whether a source has news. A channel that is on top of its
hub in a crisis is due between, too.
"""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from time import time

from .. import has_come
from ..accounts.channels import crisis, numbered
from . import health, pushed
from .asking import host_of
from .keep import Result
from .planned import Planned, lean, planned, recall, told

SOON, AT_ONCE = 60, 1
WATCHED = 120  # seconds between two looks at a channel that is on top: nobody minds that often
TOGETHER = 100  # states that the database is asked for at once
MARGIN = 900  # seconds; clocks of machines differ, and a transaction may take its time


class Plan:
    """The channels of one site.

    ``watched`` are the UIDs of those that were on top of their hubs at the last look.
    """

    def __init__(self, site):
        self.site = site
        self.watched: frozenset[str] = frozenset()
        self._channels: dict[int, Planned] = {}
        self._heap: list[tuple[int, int]] = []
        self._busy: dict[str, tuple[str, int]] = {}
        self._writes: dict[str, int] = {}
        self._pushes: dict[str, int] = {}
        self._heard: dict[str, int] = {}
        self._revision = -1
        self._looked = 0.0

    def due(self, now: int, seen: int) -> list[Planned]:
        """The channels that are to be asked now; ``seen`` is the last finished round."""
        self.catch_up()
        paused = self._paused(now)
        ready = {}
        while self._heap and self._heap[0][0] <= now:
            at, number = heappop(self._heap)
            channel = self._channels.get(number)
            if channel and channel.at == at:
                moment = self._moment(channel, now, seen, paused)
                if moment is not None and moment <= now:
                    ready[number] = channel
                else:
                    self._put(channel, moment)
        ready |= {channel.number: channel for channel in self._watched(now, paused)}
        for channel in ready.values():
            self._put(channel, channel.at)
        return list(ready.values())

    def _watched(self, now, paused):
        """What is on top and was looked at a while ago; what fails has its own next try."""
        orders = (crisis.order(self._hub(path), now) for path in self._hub_paths())
        self.watched = frozenset(order.channel for order in orders if order)
        for channel in self if self.watched else ():
            is_due = channel.uid in self.watched and _was_asked_by(channel, now - WATCHED)
            if is_due and paused.get(host_of(channel.feed_url), 0) <= now:
                yield channel

    def jobs(self, channels: Iterable) -> list[Planned]:
        """Channels, by their UIDs, with what is remembered of their addresses."""
        self.catch_up()
        by_uid = {channel.uid: channel for channel in self}
        found = [by_uid[each.uid] for each in channels if each.uid in by_uid]
        found = [channel for channel in found if channel.feed_url]
        for hub_path in {channel.hub_path for channel in found}:
            self._recall(hub_path, [each for each in found if each.hub_path == hub_path])
        return found

    def learn(self, channel: Planned, result: Result) -> None:
        """What asking brought; a channel that was put off is asked again soon."""
        channel.retry = result.again
        if result.state is not None:
            channel.learn(result.state)
            channel.pictures = 0 if result.status == "ok" else channel.pictures
            self._writes[channel.hub_path] += result.written
            self._note_busy(channel)
        if result.state is not None or result.again:
            self._put(channel, 0)

    def catch_up(self) -> None:
        """See what has changed since the last time, as a transaction begins."""
        if self._revision != (revision := numbered.revision()):
            self._revision = revision
            self._renumber()
        for hub_path in self._hub_paths():
            if self._writes.get(hub_path) != health.writes(self._hub(hub_path)):
                self._reread(hub_path)
            if self._pushes.get(hub_path) != pushed.count(self._hub(hub_path)):
                self._hear(hub_path)

    def __iter__(self) -> Iterator[Planned]:
        """Every channel, in no order; those without a feed are never due, but want pictures."""
        return iter(self._channels.values())

    def _moment(self, channel, now, seen, paused):
        moment = channel.next(seen, now)
        until = paused.get(host_of(channel.feed_url), 0) if paused else 0
        if moment is not None and moment <= now < until:
            # Who made the host pause may be gone or well before that.
            return min(until, now + SOON)
        return moment

    def _recall(self, hub_path, channels):
        hub = self._hub(hub_path)
        unknown = [channel for channel in channels if channel.known is None]
        for position, channel in enumerate(numbered.sparing(self.site, unknown)):
            if position % TOGETHER == 0:
                health.load_ahead(hub, [each.uid for each in unknown[position:][:TOGETHER]])
            recall(channel, hub)

    def _put(self, channel, moment):
        if moment is not None:
            channel.at = moment
            heappush(self._heap, (moment, channel.number))

    def _paused(self, now):
        return {host: until for host, until in self._busy.values() if not has_come(until, now)}

    def _note_busy(self, channel):
        standing = channel.standing
        self._busy.pop(channel.uid, None)
        if standing and standing.code == "busy" and standing.next_try:
            self._busy[channel.uid] = (host_of(channel.feed_url), standing.next_try)

    def _renumber(self):
        present = set(numbered.numbers())
        for number in self._channels.keys() - present:
            self._leave(number)
        changed = present - self._channels.keys()
        if len(changed) < len(present):
            changed |= present.intersection(numbered.edited(self._looked - MARGIN))
        self._looked = time()
        for number in numbered.sparing(self.site, changed):
            self._enter(number)

    def _leave(self, number):
        self._busy.pop(self._channels.pop(number).uid, None)

    def _enter(self, number):
        """A channel that is new, or was edited."""
        channel, before = planned(number, numbered.source(number)), self._channels.get(number)
        if before and told(before) == told(channel):
            return
        self._channels[number] = channel
        if channel.hub_path in self._writes:
            self._stand(channel, health.standing(self._hub(channel.hub_path), channel.uid))

    def _reread(self, hub_path):
        """Somebody else has written: for most channels nothing has changed."""
        hub = self._hub(hub_path)
        self._writes[hub_path] = health.writes(hub)
        channels = {each.uid: each for each in self if each.hub_path == hub_path}
        for uid, standing in numbered.sparing(self.site, health.standings(hub)):
            if channel := channels.pop(uid, None):
                self._stand(channel, standing)
        for channel in channels.values():
            self._stand(channel, None)

    def _hear(self, hub_path):
        """Hubs have told of news: those channels are asked at once."""
        hub = self._hub(hub_path)
        self._pushes[hub_path] = pushed.count(hub)
        told = {uid: kept for uid, kept in pushed.every(hub) if kept.pushed}
        for channel in [each for each in self if each.uid in told]:
            kept = told[channel.uid]
            if channel.feed_url == kept.feed_url and kept.pushed > self._heard_until(channel):
                self._heard[channel.uid], channel.retry = kept.pushed, AT_ONCE
                self._put(channel, 0)

    def _heard_until(self, channel):
        checked = channel.standing.checked if channel.standing else None
        return self._heard.get(channel.uid, (checked or 1) - 1)

    def _stand(self, channel, standing):
        if standing and standing.feed_url != channel.feed_url:
            standing = None
        if not (standing and channel.standing and _written(standing) == _written(channel.standing)):
            channel.standing, channel.known = standing and lean(standing, channel), None
            channel.pictures = 0
        self._note_busy(channel)
        self._put(channel, 0)

    def _hub_paths(self):
        return {channel.hub_path for channel in self}

    def _hub(self, path):
        return self.site.unrestrictedTraverse(path)


def _was_asked_by(channel, moment):
    """Whether its source answered, the last time and so long ago, and nothing has put it off."""
    standing = channel.standing
    if not channel.feed_url or channel.retry or standing is None or standing.failures:
        return False
    return standing.checked is not None and standing.checked <= moment


def _written(standing):
    """What no answer changes in memory alone."""
    return standing.checked, standing.failures, standing.next_try, standing.code
