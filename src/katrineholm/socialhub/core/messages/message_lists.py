"""Sorted lists of messages, from which a page can be read without sorting anything.

A message is on several lists at once: that of the whole hub, that of its channel, that of the
person it waits for, and the registrar's as long as it must be registered. Other authorities have a
list of each channel, without confidential messages. A message's place in a list is (list, handling,
kind, order, number); ``order`` is the deadline of an open message, the earliest first, and for a
closed one the negative time of closing, so that the latest comes first. Messages that have been
disposed of have a list of their own.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice, product

from .data_types import Data, StoredMapping
from .layout import change_count
from .state import HANDLING

ListPlace = tuple[str, str, str, int, int]
HUB, REGISTRAR, DISPOSED = "hub", "registrar", "disposed"
KINDS = ("public", "direct")
OPEN = tuple(each for each in HANDLING if each != "closed")
NEVER = 2**53  # after every deadline


def channel_list(uid: str) -> str:
    """Return the name of the list of a channel's messages."""
    return f"channel:{uid}"


def person_list(who: str) -> str:
    """Return the name of the list of messages that wait for a person (``person.person_key``)."""
    return f"person:{who}"


def open_list(uid: str) -> str:
    """Return the name of the list of a channel's messages that are not confidential."""
    return f"others:{uid}"


def add_to_lists(root: StoredMapping, message: StoredMapping) -> bool:
    """Add a message to its lists; return whether it was missing from any of them."""
    new = [place for place in list_places(message) if root["shelves"].insert(place)]
    for place in new:
        change_count(root, place[:3], 1)
    return bool(new)


def remove_from_lists(root: StoredMapping, message: StoredMapping) -> None:
    """Remove a message from its lists; this must be done before the message is changed."""
    # An older version put it on fewer lists, until the upgrade step has put it on all.
    for place in (each for each in list_places(message) if each in root["shelves"]):
        root["shelves"].remove(place)
        change_count(root, place[:3], -1)


def list_places(message: Data) -> Iterator[ListPlace]:
    """Yield a message's place in each of its lists."""
    kind = "direct" if message["state"]["is_direct"] else "public"
    for name in _list_names(message):
        yield name, message["state"]["handling"], kind, message["order"], message["number"]


def channels_with_messages(root: StoredMapping) -> Iterator[str]:
    """Yield the UIDs of channels with messages, including channels that have been deleted."""
    first = channel_list("")
    while places := list(islice(root["shelves"].keys((first,)), 1)):
        name: str = places[0][0]
        if not name.startswith(channel_list("")):
            return
        yield name.removeprefix(channel_list(""))
        first = f"{name}\0"


def is_list_empty(root: StoredMapping, name: str) -> bool:
    """Return whether a list has no messages, neither open nor closed ones."""
    return not any(True for _place in root["shelves"].keys((name,), (f"{name}\0",)))


def listed_numbers(
    root: StoredMapping,
    lists: Iterable[str],
    handling: Iterable[str],
    kinds: Iterable[str],
    until: int = NEVER,
    since: int = -NEVER,
) -> Iterator[int]:
    """Yield the numbers of the messages on these lists, in order, each once.

    Only messages with an ``order`` from ``since`` until before ``until`` are included: a deadline,
    or a negative time of closing.
    """
    columns = (_places_of(root, key, since, until) for key in product(lists, handling, kinds))
    last = None
    for _order, number in merge(*columns):
        # A message may be on several of these lists.
        if number != last:
            yield number
        last = number


def listed_count(
    root: StoredMapping, lists: Iterable[str], handling: Iterable[str], kinds: Iterable[str]
) -> int:
    """Return the number of messages on these lists, none of which may be on two of them."""
    lengths = (root["counts"].get(key) for key in product(lists, handling, kinds))
    return sum(length() for length in lengths if length is not None)


def _places_of(
    root: StoredMapping, key: tuple[str, str, str], since: int, until: int
) -> Iterator[tuple[int, int]]:
    for *_key, order, number in root["shelves"].keys((*key, since), (*key, until), excludemax=True):
        yield order, number


def _list_names(message: Data) -> Iterator[str]:
    if "disposed" in message["state"]["record"]:
        yield DISPOSED
        return
    yield HUB
    yield channel_list(message["channel"])
    if message["who"]:
        yield person_list(message["who"])
    if not is_confidential(message["state"]):
        yield open_list(message["channel"])
    if is_registration_due(message["state"]):
        yield REGISTRAR


def is_registration_due(state: Data) -> bool:
    """Return whether the registrar must still register a message in this state (plain data)."""
    facts = state["facts"]
    is_due: bool = facts["case"] or facts["secret"]
    return is_due and "registered" not in state["record"]


def is_confidential(state: Data) -> bool:
    """Return whether a message in this state (plain data) is direct or may be secret."""
    is_secret: bool = state["facts"]["secret"]
    return is_secret or state["is_direct"]
