"""The scope of a package, which is a period and the channels of one administration."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from plone import api
from plone.dexterity.content import Container, DexterityContent

from ...accounts.channels.channel_records import frugal_iterator
from ...accounts.channels.facts import ChannelFacts, all_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration, IChannel
from ...accounts.channels.times import start_of_day
from ...core.timeline.layout import Entry, existing_entry
from ...core.timeline.record import entries_between, ids_between
from ...core.timeline.store import Timeline, timeline_of

END_OF_TIME = 2**53
Size: TypeAlias = tuple[int, int]
_time = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Span:
    """A channel's posts from ``start`` up to, but not including, ``end``."""

    channel: ChannelFacts
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The content of a package of changes: ``posts`` by channel UID: times and ids, newest first.

    ``messages`` are numbers by channel UID, ``rows`` say what has happened to each record, and
    ``related`` are the identifiers of the packages that it supplements.
    """

    posts: Mapping[str, tuple[tuple[int, str], ...]]
    messages: Mapping[str, tuple[int, ...]]
    rows: tuple[tuple, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The channels and the period of a package; days are in the site's time zone.

    ``spans`` are the posts to pack: a part of a package has only some of them. ``on_post`` is
    called for each post that is processed. With ``secret``, a decision, the package has no posts,
    and only the messages that are marked as possibly secret. With ``changes``, it has these only.
    """

    hub: Any
    title: str
    channels: tuple[ChannelFacts, ...]
    first: date
    last: date
    spans: tuple[Span, ...]
    on_post: Callable[[], object] = bool
    has_messages: bool = False
    has_diary: bool = False
    secret: str = ""
    changes: Changes | None = None

    @property
    def administration(self) -> str:
        """The title of the administration that the channels belong to."""
        return self.channels[0].administration.title

    @property
    def timeline(self) -> Timeline:
        """The hub's timeline, which stores its entries."""
        return timeline_of(self.hub)

    def entries(self) -> Iterator[tuple[ChannelFacts, Entry]]:
        """Yield all entries in the spans, even invisible ones, by channel and newest first."""
        return frugal_iterator(api.portal.get(), self._between())

    def ids(self) -> Iterator[tuple[ChannelFacts, str]]:
        """Yield the channel and the id of each entry in the spans, without loading an entry."""
        return frugal_iterator(api.portal.get(), self._ids())

    def _ids(self):
        for span in () if self.secret else self.spans:
            for entry_id in self._ids_of(span):
                yield span.channel, entry_id

    def _between(self):
        for span in () if self.secret else self.spans:
            for entry in self._entries_of(span):
                self.on_post()
                yield span.channel, entry

    def _entries_of(self, span):
        if self.changes is None:
            return entries_between(self.timeline, span.channel.uid, span.start, span.end)
        return (existing_entry(self.timeline.root, each) for each in self._ids_of(span))

    def _ids_of(self, span):
        uid = span.channel.uid
        if self.changes is None:
            return ids_between(self.timeline, uid, span.start, span.end)
        found = self.changes.posts.get(uid, ())
        return (entry_id for time, entry_id in found if span.start <= time < span.end)


def split_scope(scope: Scope, sizes: Callable[[Scope], Iterable[Size]], most: int) -> list[Scope]:
    """Return a scope split into parts of at most ``most`` bytes each.

    Records of the same second stay together, even if larger. ``sizes`` returns the time and the
    size of each record in a scope of a single span, newest first.
    """
    spans: list[Span] = []
    parts: list[tuple[Span, ...]] = []
    taken = 0
    for span in scope.spans:
        end = span.end
        for second, found in groupby(sizes(replace(scope, spans=(span,))), _time):
            room = sum(size for _second, size in found)
            if taken and taken + room > most:
                parts.append((*spans, Span(span.channel, second + 1, end)))
                spans, taken, end = [], 0, second + 1
            taken += room
        spans.append(Span(span.channel, span.start, end))
    return [replace(scope, spans=each) for each in (*parts, tuple(spans))]


def package_scope(context: DexterityContent, first: date, last: date) -> Scope | None:
    """Return the scope of a channel or an administration; None if there is no channel."""
    if not (IChannel.providedBy(context) or IAdministration.providedBy(context)):
        return None
    hub, path = hub_of(context), "/".join(context.getPhysicalPath())
    channels = tuple(
        each for each in all_channels(hub) if path in (each.path, each.administration.path)
    )
    spans = tuple(Span(each, *period_bounds(first, last)) for each in channels)
    return Scope(hub, context.title, channels, first, last, spans) if channels else None


def owned_channels(hub: Container, whose: str) -> list[ChannelFacts]:
    """Return the channel with a UID, or the channels of the administration with it."""
    return [each for each in all_channels(hub) if whose in (each.uid, each.administration.uid)]


def period_bounds(first: date, last: date) -> tuple[int, int]:
    """Return the start and the (excluded) end of a period of days, in seconds since 1970."""
    return _start_of(first), _start_of(last + timedelta(1)) if last < date.max else END_OF_TIME


def _start_of(day):
    return int(start_of_day(day).timestamp())
