"""The channels of a site, indexed by path."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelIndex:
    """The facts of all ``channels``, and those ``below`` each hub and administration, by path."""

    channels: tuple
    below: Mapping[str, tuple]

    def under(self, path: str) -> tuple:
        """Return the channels at or below a physical path, in the order of the index."""
        if path in self.below:
            return self.below[path]
        # A channel is below its administration; other paths are around the hubs.
        near = self.below.get(path.rpartition("/")[0], self.channels)
        return below_path(near, path)


def channel_index(channels: Iterable) -> ChannelIndex:
    """Return an index of channel facts, which keeps their order."""
    channels, below = tuple(channels), defaultdict(list)
    for facts in channels:
        below[facts.hub_path].append(facts)
        below[facts.administration.path].append(facts)
    return ChannelIndex(channels, {path: tuple(found) for path, found in below.items()})


def below_path(found: Iterable, path: str) -> tuple:
    """Return those of the given facts whose path is at or below a physical path."""
    return tuple(each for each in found if each.path == path or each.path.startswith(f"{path}/"))
