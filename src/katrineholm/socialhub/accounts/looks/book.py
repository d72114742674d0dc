"""What a hub keeps of the looks at its channels' accounts: a log that only grows.

A line is a tuple at a place that is its own, so that what two people write is merged. A channel
that is closed or taken away leaves its lines behind: figures of its time need them.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from time import time_ns

from BTrees.OOBTree import OOBTree

from ... import PACKAGE_NAME
from ..channels import books
from ..channels.hub import hub_of

NAME = f"{PACKAGE_NAME}.looks"
BOOK = books.Book(NAME, {"lines": OOBTree, "latest": OOBTree})


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an account on a ``day`` (ISO 8601); ``noted`` is when, in seconds since 1970.

    ``who`` is a user's id, empty where the service itself told the number of followers.
    ``followers`` is None where they were not counted.
    """

    day: str
    who: str
    noted: int
    note: str = ""
    followers: int | None = None


def looks(hub, uid: str) -> list[Look]:
    """All looks at a channel's account, the latest day first."""
    return [look for _place, look in reversed([*_lines(hub, uid)])]


def latest(hub) -> dict[str, Look]:
    """The look of the latest day at each channel that has been looked at, by UID."""
    return {uid: _unpacked(kept) for uid, kept in BOOK.read(hub)["latest"].items()}


def latest_one(hub, uid: str) -> Look | None:
    """The same of one channel."""
    kept = BOOK.read(hub)["latest"].get(uid)
    return _unpacked(kept) if kept else None


def note(hub, uid: str, look: Look) -> None:
    """Write a look down."""
    book = BOOK.begun(hub)
    book["lines"][uid, look.day, time_ns()] = packed = _packed(look)
    if look.who and (uid not in book["latest"] or book["latest"][uid] <= packed):
        book["latest"][uid] = packed


def last_told(hub, uid: str, now: int) -> int:
    """When the service itself last told the number of followers, 0 for never (since 1970).

    A clock may have been wrong: nothing was told in a time to come.
    """
    told = (look.noted for look in looks(hub, uid) if not look.who)
    return next((noted for noted in told if noted <= now), 0)


def counted(hub, uid: str, first: str, end: str) -> list[Look]:
    """The looks that counted followers from a day until before another, the earliest first."""
    found = BOOK.read(hub)["lines"].values((uid, first), (uid, end), excludemax=True)
    return [look for look in map(_unpacked, found) if look.followers is not None]


def moved(channel, event) -> None:
    """A channel that goes to another hub takes its looks along."""
    left = hub_of(event.oldParent) if event.oldParent is not None else None
    here = hub_of(event.newParent) if event.newParent is not None else None
    if left is None or here is None or left is here:
        return
    for place, look in [*_lines(left, channel.UID())]:
        note(here, channel.UID(), look)
        del BOOK.begun(left)["lines"][place]
    BOOK.begun(left)["latest"].pop(channel.UID(), None)


def _lines(hub, uid) -> Iterator[tuple[tuple, Look]]:
    lines = BOOK.read(hub)["lines"].items((uid,), (uid, "9999-99"))
    return ((place, _unpacked(kept)) for place, kept in lines)


def _packed(look: Look) -> tuple:
    """Trees merge by comparing values, and None compares with nothing: it is kept as -1."""
    return astuple(replace(look, followers=-1 if look.followers is None else look.followers))


def _unpacked(kept: tuple) -> Look:
    look = Look(*kept)
    return replace(look, followers=None) if look.followers == -1 else look
