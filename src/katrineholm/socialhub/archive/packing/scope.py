"""What a package is to hold: channels of one administration, and a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plone import api

from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration, IChannel
from ...accounts.channels.moments import begins
from ...accounts.channels.numbered import sparing
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline, timeline_of


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose posts; ``first`` and ``last`` are the first and the last day, where the site is."""

    hub: object
    title: str
    channels: tuple[ChannelFacts, ...]
    first: date
    last: date

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
        start, end = (_second(day) for day in (self.first, self.last + timedelta(1)))
        return sparing(api.portal.get(), self._between(start, end))

    def _between(self, start, end):
        for channel in self.channels:
            for entry in self.timeline.between(channel.uid, start, end):
                yield channel, entry


def scope_of(context, first: date, last: date) -> Scope | None:
    """What a channel or an administration has of a period; None where there is no channel."""
    if not (IChannel.providedBy(context) or IAdministration.providedBy(context)):
        return None
    hub, path = hub_of(context), "/".join(context.getPhysicalPath())
    channels = tuple(each for each in known(hub) if path in (each.path, each.administration.path))
    return Scope(hub, context.title, channels, first, last) if channels else None


def _second(day):
    return int(begins(day).timestamp())
