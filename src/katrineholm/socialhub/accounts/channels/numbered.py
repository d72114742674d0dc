"""The retrieved channels by their numbers in the catalogue: for the worker, one at a time.

What is known of all of them at once is their numbers; a site may have tens of thousands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from BTrees.IIBTree import IITreeSet, intersection
from DateTime import DateTime
from plone import api

from .facts import AdministrationFacts, ChannelFacts, facts_in
from .interfaces import CHANNEL_TYPES
from .internal import book_of, internal_in

RETRIEVED = {"portal_type": CHANNEL_TYPES, "review_state": ("official",)}
HELD = 200  # objects that are loaded before some are let go


@dataclass(frozen=True, slots=True)
class Source:
    """Where a channel's entries come from; paths are physical paths, ``interval`` in minutes."""

    uid: str
    path: str
    hub_path: str
    feed_url: str
    interval: int
    described: str


def revision() -> int:
    """Another number whenever anything was indexed; to be asked as a transaction begins."""
    return _catalogue().getCounter()


def numbers() -> IITreeSet:
    """The numbers of the channels that are retrieved."""
    kinds, states = (_found(name, {"query": values}) for name, values in RETRIEVED.items())
    return intersection(kinds, states)


def edited(since: float) -> IITreeSet:
    """The numbers of whatever was edited after a moment (seconds since 1970)."""
    return _found("modified", {"query": DateTime(since), "range": "min"})


def source(number: int) -> Source:
    """Where this channel's entries come from."""
    brain = _catalogue()._catalog[number]
    path = brain.getPath()
    hub_path = path.rsplit("/", 2)[0]
    told = internal_in(_book(hub_path).get(brain.UID, ()))
    feed_url = brain.socialhub_facts["feed_url"]
    return Source(brain.UID, path, hub_path, feed_url, told["interval"], told["described"])


def facts(number: int) -> ChannelFacts | None:
    """The channel with this number as it is now; None where it is not retrieved any more."""
    return next(several([number]))


def several(numbers: Iterable[int]) -> Iterator[ChannelFacts | None]:
    """The same of many channels, whose administrations and hubs are looked up once."""
    owner, book = cache(_owner), cache(_book)
    for number in numbers:
        yield _facts(number, owner, book)


def each(site) -> Iterator[ChannelFacts]:
    """Every channel that is retrieved, one after another, none of them kept in memory."""
    yield from filter(None, several(sparing(site, tuple(numbers()))))


def those(uids: Iterable[str]) -> Iterator[ChannelFacts]:
    """The channels with these UIDs, without those that are not retrieved any more."""
    return filter(None, several(_found("UID", {"query": list(uids)})))


def sparing(site, found) -> Iterator:
    """The same, one after another, while what is loaded for them is let go."""
    for position, one in enumerate(found):
        if position % HELD == HELD - 1:
            site._p_jar.cacheGC()
        yield one


def _facts(number, owner_at, book_at):
    catalogue = _catalogue()
    if number not in catalogue._catalog.data:
        return None
    brain = catalogue._catalog[number]
    owner = owner_at(brain.getPath().rpartition("/")[0])
    if owner is None or brain.portal_type not in CHANNEL_TYPES:
        return None
    if brain.review_state != "official":
        return None
    return facts_in(brain, owner, book_at(owner.path.rpartition("/")[0]))


def _owner(path):
    """The administration there, where its hub is in the catalogue, too."""
    catalogue = _catalogue()
    number, hub = (catalogue.getrid(each) for each in (path, path.rpartition("/")[0]))
    if number is None or hub is None:
        return None
    brain = catalogue._catalog[number]
    return AdministrationFacts(brain.UID, path, brain.Title, **brain.socialhub_facts)


def _book(hub_path):
    """The internal facts of a hub's channels."""
    return book_of(api.portal.get().unrestrictedTraverse(hub_path))


def _found(index, query):
    return _catalogue()._catalog.getIndex(index)._apply_index({index: query})[0]


def _catalogue():
    return api.portal.get_tool("portal_catalog")
