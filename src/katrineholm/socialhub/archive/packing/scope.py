"""What a package is to hold: channels of one administration, and a period."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from plone import api

from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration, IChannel
from ...accounts.channels.moments import begins
from ...accounts.channels.numbered import sparing
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline, timeline_of

FOR_EVER = 2**53
_time = itemgetter("time")


@dataclass(frozen=True, slots=True)
class Span:
    """A channel's posts whose time lies from ``start`` until before ``end``."""

    channel: ChannelFacts
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose posts; ``first`` and ``last`` are the first and the last day, where the site is.

    ``spans`` are those of one package, be it a part of the whole. ``told`` hears of each post that
    is gone through.
    """

    hub: Any
    title: str
    channels: tuple[ChannelFacts, ...]
    first: date
    last: date
    spans: tuple[Span, ...]
    told: Callable[[], object] = bool
    has_messages: bool = False
    has_diary: bool = False

    @property
    def administration(self) -> str:
        """The title of the administration that they belong to."""
        return self.channels[0].administration.title

    @property
    def timeline(self) -> Timeline:
        """Where the hub's entries are."""
        return timeline_of(self.hub)

    def entries(self) -> Iterator[tuple[ChannelFacts, Entry]]:
        """Every entry of the period, seen by the public or not, by channel, newest first."""
        return sparing(api.portal.get(), self._between())

    def _between(self):
        for span in self.spans:
            for entry in self.timeline.between(span.channel.uid, span.start, span.end):
                self.told()
                yield span.channel, entry


def parted(scope: Scope, size: Callable[[Entry], int], most: int) -> list[Scope]:
    """A scope as parts, none of which is larger than ``most``, unless a single second is.

    What happened in one second stays together. ``size`` tells what a post takes.
    """
    spans: list[Span] = []
    parts: list[tuple[Span, ...]] = []
    taken = 0
    for span in scope.spans:
        end = span.end
        for second, room in _rooms(replace(scope, spans=(span,)), size):
            if taken and taken + room > most:
                parts.append((*spans, Span(span.channel, second + 1, end)))
                spans, taken, end = [], 0, second + 1
            taken += room
        spans.append(Span(span.channel, span.start, end))
    return [replace(scope, spans=each) for each in (*parts, tuple(spans))]


def _rooms(scope, size):
    """What the posts of each second take, the latest first."""
    for second, found in groupby((each for _channel, each in scope.entries()), _time):
        yield second, sum(map(size, found))


def scope_of(context, first: date, last: date) -> Scope | None:
    """What a channel or an administration has of a period; None where there is no channel."""
    if not (IChannel.providedBy(context) or IAdministration.providedBy(context)):
        return None
    hub, path = hub_of(context), "/".join(context.getPhysicalPath())
    channels = tuple(each for each in known(hub) if path in (each.path, each.administration.path))
    spans = tuple(Span(each, *seconds(first, last)) for each in channels)
    return Scope(hub, context.title, channels, first, last, spans) if channels else None


def seconds(first: date, last: date) -> tuple[int, int]:
    """When a period of days begins, and before when it ends."""
    return _second(first), _second(last + timedelta(1)) if last < date.max else FOR_EVER


def _second(day):
    return int(begins(day).timestamp())
