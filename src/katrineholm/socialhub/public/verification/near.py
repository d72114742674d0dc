"""What stands on the list and is nearly what was asked for: a slip of the hand, or a look-alike."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from AccessControl.SpecialUsers import nobody
from plone import api

from ...accounts.channels.facts import ChannelFacts, visible
from ...core.platforms.accounts import Asked
from ...core.platforms.likeness import Lengths, by_length, look_alikes, misspelt, skeleton
from ...site.caching.memory import Shelf, sight

MOST = 5
NAMES = Shelf(4)  # of the latest few hubs and states of the list


@dataclass(frozen=True, slots=True)
class Near:
    """A channel of ours; ``is_look_alike``: the name asked for looks the same and is another."""

    facts: ChannelFacts
    is_look_alike: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """What our accounts are called: the channels by name, the names by what the eye sees of them,
    and by what the hand writes.
    """

    channels: Mapping[str, list[ChannelFacts]]
    skeletons: Mapping[str, list[str]]
    lengths: Lengths


def near(hub, asked: Asked) -> tuple[Near, ...]:
    """At most five channels, look-alikes first; only what the public may see, whoever asks."""
    name = _bare(asked.account)
    if not name:
        return ()
    with api.env.adopt_user(user=nobody):
        ours = NAMES.get((hub.getPhysicalPath(), sight()), lambda: _names(visible(hub)))
    alike = look_alikes(name, ours.skeletons)
    others = [each for each in misspelt(name, ours.lengths, MOST) if each not in alike]
    found = [*_each(ours, alike, True), *_each(ours, others, False)]
    return tuple({each.facts.uid: each for each in reversed(found)}.values())[::-1][:MOST]


def public_channels(hub) -> tuple[ChannelFacts, ...]:
    """The channels that the public may see, whoever asks."""
    with api.env.adopt_user(user=nobody):
        return visible(hub)


def _each(ours, names, is_look_alike):
    return [Near(facts, is_look_alike) for name in names for facts in ours.channels[name]]


def _names(channels):
    """A channel is called by its title, and by its account's name."""
    called, skeletons = defaultdict(list), defaultdict(list)
    for facts in channels:
        for name in {_bare(facts.account), facts.title}:
            called[name].append(facts)
    for name in called:
        skeletons[skeleton(name)].append(name)
    return _Names(called, skeletons, by_length(called))


def _bare(account):
    """``katrineholm`` of ``@katrineholm@mastodon.social``."""
    return account.rpartition("/")[2].lstrip("@").partition("@")[0]
