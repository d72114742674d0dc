"""What the worker knows of one channel: plain facts, a few hundred bytes."""

from dataclasses import dataclass, replace
from sys import intern

from ..accounts.channels.numbered import Source
from ..core.feeds.model import Known
from . import health
from .keep import recalled
from .state import Standing, State, next_due


@dataclass(slots=True, eq=False)
class Planned:
    """A channel; ``feed_url`` is empty where its entries come in by hand.

    ``described`` is what the office has said of an odd source, which most are not.

    ``standing`` may know more than is written, and so may ``known``, which is None until it is
    needed; ``logged`` is the hash of the latest happening that is written. ``at`` is when the
    channel is to be judged next, ``retry`` when it is to be asked whatever its plan says,
    ``pictures`` when its pictures are to be looked at.
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
        """When it is to be asked, as ``next_due`` reckons; None without a feed."""
        if not self.feed_url:
            return None
        return self.retry or next_due(self.standing, self.interval, seen, now)

    def start(self, written: State | None) -> State | None:
        """The state to go on from: what is written and what is known beyond it.

        A person may have fetched by hand meanwhile; then what is written is newer.
        """
        if written is None or self.known is None or self.logged != _latest(written):
            return written
        values = dict(zip(Standing.__slots__, health.values_of(self.standing), strict=True))
        return replace(written, known=self.known, **values)

    def learn(self, state: State) -> None:
        """What an answer brought."""
        self.standing = lean(state, self)
        self.known, self.logged = state.known, _latest(state)


def recall(channel: Planned, hub) -> None:
    """Know what was remembered of the channel's address."""
    state = recalled(hub, channel)
    channel.known = state.known if state else Known()
    channel.logged = _latest(state) if state else 0


def lean(standing: Standing, channel: Planned) -> Standing:
    """A standing alone, without another copy of the channel's address."""
    return Standing(channel.feed_url, *health.values_of(standing)[1:])


def planned(number: int, source: Source) -> Planned:
    """A channel of which nothing is known yet."""
    hub_path, interval = intern(source.hub_path), source.interval * 60
    told = source.uid, source.path, hub_path, source.feed_url, interval, source.described
    return Planned(number, *told)


def told(channel: Planned) -> tuple:
    """What the catalogue says of it."""
    return channel.uid, channel.path, channel.feed_url, channel.interval, channel.described


def _latest(state):
    return hash(state.log[-1:])
