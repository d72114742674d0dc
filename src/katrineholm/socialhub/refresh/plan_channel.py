"""The worker's data about a channel, as plain values in a few hundred bytes."""

from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from ..accounts.channels.channel_records import ChannelSource
from ..core.feeds.model import FeedState
from . import state_storage
from .answer_storage import current_state
from .state import State, Status, next_due


@dataclass(slots=True, eq=False)
class PlanChannel:
    """A channel of the plan. Its ``feed_url`` is empty if its entries are submitted by hand.

    ``described`` is the office's description of a source without a feed, or empty. ``standing`` and
    ``known`` may be newer than the stored state, and ``known`` is None until it is needed.
    ``logged`` is the hash of the latest stored log line. In seconds since 1970, ``at`` is the time
    of the next check, ``retry``, if set, replaces the due time, and ``pictures`` is when to look
    for wanted pictures.
    """

    number: int
    uid: str
    path: str
    hub_path: str
    feed_url: str
    interval: int
    described: str = ""
    standing: Status | None = None
    known: FeedState | None = None
    logged: int = 0
    at: int = 0
    retry: int = 0
    pictures: int = 0

    def next(self, seen: int, now: int) -> int | None:
        """Return when the channel is due, see ``next_due``, or None if it has no feed."""
        if not self.feed_url:
            return None
        return self.retry or next_due(self.standing, self.interval, seen, now)

    def start(self, written: State | None) -> State | None:
        """Return the state to continue from, which is the stored state updated from memory.

        If another process has retrieved the channel meanwhile, the stored state is newer and is
        returned unchanged.
        """
        if written is None or self.known is None or self.logged != _latest(written):
            return written
        values = dict(
            zip(Status.__slots__, state_storage.status_values(self.standing), strict=True)
        )
        return replace(written, known=self.known, **values)

    def learn(self, state: State) -> None:
        """Update the channel with its new state after a retrieval."""
        self.standing = lean_status(state, self)
        self.known, self.logged = state.known, _latest(state)


def load_validators(channel: PlanChannel, hub: Any) -> None:
    """Load the stored validators of the channel's feed URL."""
    state = current_state(hub, channel)
    channel.known = state.known if state else FeedState()
    channel.logged = _latest(state) if state else 0


def lean_status(standing: Status, channel: PlanChannel) -> Status:
    """Return a copy of a status that shares the channel's URL, to save memory."""
    return Status(channel.feed_url, *state_storage.status_values(standing)[1:])


def new_plan_channel(number: int, source: ChannelSource) -> PlanChannel:
    """Return a new channel of the plan from the catalogue's values."""
    hub_path, interval = intern(source.hub_path), source.interval * 60
    values = source.uid, source.path, hub_path, source.feed_url, interval, source.described
    return PlanChannel(number, *values)


def catalogue_values(channel: PlanChannel) -> tuple:
    """Return the channel's values that come from the catalogue."""
    return channel.uid, channel.path, channel.feed_url, channel.interval, channel.described


def _latest(state):
    return hash(state.log[-1:])
