"""The channels of a site where they lie: found by their place, without going through them all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """``channels`` are facts by title; ``below`` has those of each hub and administration."""

    channels: tuple
    below: Mapping[str, tuple]

    def under(self, path: str) -> tuple:
        """The channels at or below a physical path, by title."""
        if path in self.below:
            return self.below[path]
        # A channel's own place is one of its administration's; others lie around the hubs.
        near = self.below.get(path.rpartition("/")[0], self.channels)
        return within(near, path)


def placed(channels: Iterable) -> Placed:
    """The same channels, by their places."""
    channels, below = tuple(channels), defaultdict(list)
    for facts in channels:
        below[facts.hub_path].append(facts)
        below[facts.administration.path].append(facts)
    return Placed(channels, {path: tuple(found) for path, found in below.items()})


def within(found: Iterable, path: str) -> tuple:
    """Those that lie at or below a physical path."""
    return tuple(each for each in found if each.path == path or each.path.startswith(f"{path}/"))
