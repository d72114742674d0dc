"""Official channels with names similar to a requested one, by typing errors or by imitation."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from AccessControl.SpecialUsers import nobody
from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...core.platforms.account_lookup import AccountQuery
from ...core.platforms.similar_names import (
    NamesByLength,
    look_alikes,
    name_skeleton,
    names_by_length,
    similar_names,
)
from ...site.pages.cache import LruCache, visibility_key

MOST = 5
NAMES = LruCache(64, share=4)  # of the latest few states of each site's list


@dataclass(frozen=True, slots=True)
class SimilarChannel:
    """A channel with a similar name; ``is_look_alike`` is True if the names look the same."""

    facts: ChannelFacts
    is_look_alike: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of our accounts: channels keyed by name, names keyed by skeleton and by length."""

    channels: Mapping[str, list[ChannelFacts]]
    skeletons: Mapping[str, list[str]]
    lengths: NamesByLength


def similar_channels(hub: Container, asked: AccountQuery) -> tuple[SimilarChannel, ...]:
    """Return at most five public channels with similar names, look-alikes first."""
    name = bare_name(asked.account)
    if not name:
        return ()
    with api.env.adopt_user(user=nobody):
        key = hub.getPhysicalPath(), visibility_key()
        ours = NAMES.get(key, lambda: _names(viewable_channels(hub)))
    alike = look_alikes(name, ours.skeletons)
    others = [each for each in similar_names(name, ours.lengths, MOST) if each not in alike]
    found = [*_near_channels(ours, alike, True), *_near_channels(ours, others, False)]
    return tuple({each.facts.uid: each for each in reversed(found)}.values())[::-1][:MOST]


def public_channels(hub: Container) -> tuple[ChannelFacts, ...]:
    """Return the channels of a hub that an anonymous visitor may see."""
    with api.env.adopt_user(user=nobody):
        return viewable_channels(hub)


def _near_channels(ours, names, is_look_alike):
    return [SimilarChannel(facts, is_look_alike) for name in names for facts in ours.channels[name]]


def _names(channels):
    by_name, skeletons = defaultdict(list), defaultdict(list)
    for facts in channels:
        for name in {bare_name(facts.account), facts.title}:
            by_name[name].append(facts)
    for name in by_name:
        skeletons[name_skeleton(name)].append(name)
    return _Names(by_name, skeletons, names_by_length(by_name))


def bare_name(account: str) -> str:
    """Return an account's bare name, as ``katrineholm`` for ``@katrineholm@mastodon.social``."""
    return account.rpartition("/")[2].lstrip("@").partition("@")[0]
