"""The worker's data about one channel: plain values, a few hundred bytes."""

from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from ..accounts.channels.numbered import Source
from ..core.feeds.model import Known
from . import health
from .keep import recalled
from .state import Standing, State, next_due


@dataclass(slots=True, eq=False)
class Planned:
    """A channel of the plan; ``feed_url`` is empty if its entries come in by hand.

    ``described`` is the office's description of a source without a feed, or empty. ``standing`` and
    ``known`` may be newer than the stored state; ``known`` is None until it is needed. ``logged``
    is the hash of the latest stored log line. In seconds since 1970: ``at`` is the time of the next
    check, ``retry`` overrides the plan, ``pictures`` is when to look for wanted pictures.
    """

    number: int
    uid: str
    path: str
    hub_path: str
    feed_url: str
    interval: int
    described: str = ""
    standing: Standing | None = None
    known: Known | None = None
    logged: int = 0
    at: int = 0
    retry: int = 0
    pictures: int = 0

    def next(self, seen: int, now: int) -> int | None:
        """Return when the channel is due: see ``next_due``. None without a feed."""
        if not self.feed_url:
            return None
        return self.retry or next_due(self.standing, self.interval, seen, now)

    def start(self, written: State | None) -> State | None:
        """Return the state to continue from: the stored one, with what was learned since.

        If a person has fetched by hand meanwhile, the stored state is newer and is returned
        unchanged.
        """
        if written is None or self.known is None or self.logged != _latest(written):
            return written
        values = dict(zip(Standing.__slots__, health.values_of(self.standing), strict=True))
        return replace(written, known=self.known, **values)

    def learn(self, state: State) -> None:
        """Update the channel with its new state."""
        self.standing = lean(state, self)
        self.known, self.logged = state.known, _latest(state)


def recall(channel: Planned, hub: Any) -> None:
    """Load the stored validators of the channel's feed URL."""
    state = recalled(hub, channel)
    channel.known = state.known if state else Known()
    channel.logged = _latest(state) if state else 0


def lean(standing: Standing, channel: Planned) -> Standing:
    """Return a copy of a status that shares the channel's URL, without the rest of a state."""
    return Standing(channel.feed_url, *health.values_of(standing)[1:])


def planned(number: int, source: Source) -> Planned:
    """Return a channel of the plan from the catalogue's values."""
    hub_path, interval = intern(source.hub_path), source.interval * 60
    values = source.uid, source.path, hub_path, source.feed_url, interval, source.described
    return Planned(number, *values)


def told(channel: Planned) -> tuple:
    """Return the channel's values that come from the catalogue."""
    return channel.uid, channel.path, channel.feed_url, channel.interval, channel.described


def _latest(state):
    return hash(state.log[-1:])
