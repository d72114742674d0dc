"""Where each message stands, so that a page of a list is cut by an index, never sorted in full.

A message stands on several shelves at once: that of the whole hub, that of its channel, that of
whoever it waits for, and the registrar's for as long as it is to be registered. A place on a shelf
is (shelf, handling, kind, order, number); ``order`` is the deadline of what is open, the earliest
first, and for what is closed the moment of closing below zero, so that the latest comes first.
What has been disposed of stands on a shelf of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice, product

from .layout import counted
from .state import HANDLING

HUB, REGISTRAR, DISPOSED = "hub", "registrar", "disposed"
KINDS = ("public", "direct")
OPEN = tuple(each for each in HANDLING if each != "closed")
NEVER = 2**53  # after every deadline


def channel_shelf(uid: str) -> str:
    """The shelf of a channel."""
    return f"channel:{uid}"


def person_shelf(who: str) -> str:
    """The shelf of a person, as in ``people.person.key``."""
    return f"person:{who}"


def put(root, message) -> None:
    """Put a message where it belongs."""
    for shelf in _shelves(message):
        root["shelves"].insert(_place(shelf, message))
        counted(root, _place(shelf, message)[:3], 1)


def take_down(root, message) -> None:
    """Take a message from where it stands, before anything of it becomes another."""
    for shelf in _shelves(message):
        root["shelves"].remove(_place(shelf, message))
        counted(root, _place(shelf, message)[:3], -1)


def numbers(
    root,
    shelves: Iterable[str],
    handling: Iterable[str],
    kinds: Iterable[str],
    until: int = NEVER,
    since: int = -NEVER,
) -> Iterator[int]:
    """The numbers of the messages that stand there, in order; only those due before ``until``.

    ``since`` leaves out what was closed later than that, as a moment below zero.
    """
    rows = (_row(root, key, since, until) for key in product(shelves, handling, kinds))
    last = None
    for _order, number in merge(*rows):
        # A message may stand on several of the shelves that are asked for.
        if number != last:
            yield number
        last = number


def page(found: Iterator[int], start: int, size: int) -> list[int]:
    """Some of them."""
    return list(islice(found, start, start + size))


def count(root, shelves: Iterable[str], handling: Iterable[str], kinds: Iterable[str]) -> int:
    """How many stand there; shelves that have messages in common must not be asked for at once."""
    found = (root["counts"].get(key) for key in product(shelves, handling, kinds))
    return sum(length() for length in found if length is not None)


def _row(root, key, since, until):
    for *_key, order, number in root["shelves"].keys((*key, since), (*key, until), excludemax=True):
        yield order, number


def _shelves(message):
    if "disposed" in message["state"]["record"]:
        yield DISPOSED
        return
    yield HUB
    yield channel_shelf(message["channel"])
    if message["who"]:
        yield person_shelf(message["who"])
    if is_to_be_registered(message["state"]):
        yield REGISTRAR


def is_to_be_registered(state: Mapping) -> bool:
    """Whether the registrar has something to do with it; ``state`` is plain data."""
    facts = state["facts"]
    return (facts["case"] or facts["secret"]) and "registered" not in state["record"]


def _place(shelf, message):
    kind = "direct" if message["state"]["is_direct"] else "public"
    return shelf, message["state"]["handling"], kind, message["order"], message["number"]
