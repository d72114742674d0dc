"""The channels that the worker retrieves, one at a time, by their catalogue record ids.

A site may have tens of thousands of channels, so only their ids are all in memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from BTrees.IIBTree import IITreeSet, intersection
from DateTime import DateTime
from plone import api

from .facts import AdministrationFacts, ChannelFacts, facts_of_brain
from .interfaces import CHANNEL_TYPES
from .internal_facts import internal_facts, stored_internal_facts

RETRIEVED = {"portal_type": CHANNEL_TYPES, "review_state": ("official",)}
GC_INTERVAL = 200  # objects between two garbage collections of the cache


@dataclass(frozen=True, slots=True)
class ChannelSource:
    """The source of a channel's entries. Paths are physical; ``interval`` is in minutes."""

    uid: str
    path: str
    hub_path: str
    feed_url: str
    interval: int
    described: str


def index_revision() -> int:
    """Return a number that changes with any indexing. Call it when a transaction starts."""
    return _catalogue().getCounter()


def record_ids() -> IITreeSet:
    """Return the catalogue record ids of the official channels, which are retrieved."""
    kinds, states = (_matching_ids(name, {"query": values}) for name, values in RETRIEVED.items())
    return intersection(kinds, states)


def edited_record_ids(since: float) -> IITreeSet:
    """Return the record ids of all content edited since a time (seconds since 1970)."""
    return _matching_ids("modified", {"query": DateTime(since), "range": "min"})


def channel_source(number: int) -> ChannelSource:
    """Return the source of the channel with the given catalogue record id."""
    brain = _catalogue()._catalog[number]
    path = brain.getPath()
    hub_path = path.rsplit("/", 2)[0]
    internal = internal_facts(_book(hub_path).get(brain.UID, ()))
    feed_url = brain.socialhub_facts["feed_url"]
    return ChannelSource(
        brain.UID, path, hub_path, feed_url, internal["interval"], internal["described"]
    )


def facts_of_records(numbers: Iterable[int]) -> Iterator[ChannelFacts | None]:
    """Yield, for each record id, the facts of its channel, or None if it is not official."""
    catalogue, owner, book = _catalogue(), cache(_owner), cache(_book)
    for number in numbers:
        yield _facts(catalogue, number, owner, book)


def each_channel(site: Any) -> Iterator[ChannelFacts]:
    """Yield the facts of each official channel without keeping them all in memory."""
    yield from filter(None, facts_of_records(frugal_iterator(site, tuple(record_ids()))))


def hub_channels(hub: Any) -> Iterator[ChannelFacts]:
    """Return the facts of a hub's official channels, which are kept in no cache."""
    below = _matching_ids("path", {"query": "/".join(hub.getPhysicalPath())})
    return filter(None, facts_of_records(intersection(record_ids(), below)))


def channels_by_uid(uids: Iterable[str]) -> Iterator[ChannelFacts]:
    """Return the facts of the official channels among these UIDs."""
    return filter(None, facts_of_records(_matching_ids("UID", {"query": list(uids)})))


def frugal_iterator(site: Any, found: Any) -> Iterator:
    """Yield the items, and remove loaded objects from memory from time to time."""
    for position, one in enumerate(found):
        if position % GC_INTERVAL == GC_INTERVAL - 1:
            site._p_jar.cacheGC()
        yield one


def _facts(catalogue, number, owner_at, book_at):
    if number not in catalogue._catalog.data:
        return None
    brain = catalogue._catalog[number]
    owner = owner_at(brain.getPath().rpartition("/")[0])
    if owner is None or brain.portal_type not in CHANNEL_TYPES:
        return None
    if brain.review_state != "official":
        return None
    return facts_of_brain(brain, owner, book_at(owner.path.rpartition("/")[0]))


def _owner(path):
    """Return the administration at a path, if its hub is in the catalogue, too."""
    catalogue = _catalogue()
    number, hub = (catalogue.getrid(each) for each in (path, path.rpartition("/")[0]))
    if number is None or hub is None:
        return None
    brain = catalogue._catalog[number]
    return AdministrationFacts(brain.UID, path, brain.Title, **brain.socialhub_facts)


def _book(hub_path):
    """Return the internal facts of a hub's channels."""
    return stored_internal_facts(api.portal.get().unrestrictedTraverse(hub_path))


def _matching_ids(index, query):
    return _catalogue()._catalog.getIndex(index)._apply_index({index: query})[0]


def _catalogue():
    return api.portal.get_tool("portal_catalog")
