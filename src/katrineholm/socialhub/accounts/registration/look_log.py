"""The looks at a hub's accounts: an append-only log.

A line is a tuple with its own key, so that concurrent writes are merged. The lines of a closed or
deleted channel remain, for statistics.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from time import time_ns
from typing import Any

from BTrees.OOBTree import OOBTree

from ... import PACKAGE_NAME
from ..channels import hub_storage
from ..channels.hub import hub_of

NAME = f"{PACKAGE_NAME}.looks"
BOOK = hub_storage.HubStorage(NAME, {"lines": OOBTree, "latest": OOBTree})


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an account on a ``day`` (ISO 8601); ``noted`` is when, in seconds since 1970.

    ``who`` is a user's id, empty if the service itself reported the number of followers.
    ``followers`` is None if they were not counted.
    """

    day: str
    who: str
    noted: int
    note: str = ""
    followers: int | None = None


def channel_looks(hub: Any, uid: str) -> list[Look]:
    """Return all looks at a channel's account, latest day first."""
    return [look for _place, look in reversed([*_lines(hub, uid)])]


def latest_looks(hub: Any) -> dict[str, Look]:
    """Return the look of the latest day at each channel that has any, keyed by UID."""
    return {uid: _look_from(kept) for uid, kept in BOOK.read(hub)["latest"].items()}


def latest_look(hub: Any, uid: str) -> Look | None:
    """Return the look of the latest day at one channel, or None."""
    kept = BOOK.read(hub)["latest"].get(uid)
    return _look_from(kept) if kept else None


def store_look(hub: Any, uid: str, look: Look) -> None:
    """Store a look."""
    book = BOOK.begun(hub)
    book["lines"][uid, look.day, time_ns()] = packed = _storable(look)
    if look.who and (uid not in book["latest"] or book["latest"][uid] <= packed):
        book["latest"][uid] = packed


def last_service_report(hub: Any, uid: str, now: int) -> int:
    """Return when the service last reported its followers (seconds since 1970), 0 for never.

    Future times, from a wrong clock, are ignored.
    """
    times = (look.noted for look in channel_looks(hub, uid) if not look.who)
    return next((noted for noted in times if noted <= now), 0)


def looks_with_followers(hub: Any, uid: str, first: str, end: str) -> list[Look]:
    """Return the looks with followers from a day until before another, earliest first."""
    found = BOOK.read(hub)["lines"].values((uid, first), (uid, end), excludemax=True)
    return [look for look in map(_look_from, found) if look.followers is not None]


def move_looks(channel: Any, event: Any) -> None:
    """Move a channel's looks to another hub with it."""
    left = hub_of(event.oldParent) if event.oldParent is not None else None
    here = hub_of(event.newParent) if event.newParent is not None else None
    if left is None or here is None or left is here:
        return
    for place, look in [*_lines(left, channel.UID())]:
        store_look(here, channel.UID(), look)
        del BOOK.begun(left)["lines"][place]
    BOOK.begun(left)["latest"].pop(channel.UID(), None)


def _lines(hub, uid) -> Iterator[tuple[tuple, Look]]:
    lines = BOOK.read(hub)["lines"].items((uid,), (uid, "9999-99"))
    return ((place, _look_from(kept)) for place, kept in lines)


def _storable(look: Look) -> tuple:
    """Return a look as stored: trees compare values in merges, so None is stored as -1."""
    return astuple(replace(look, followers=-1 if look.followers is None else look.followers))


def _look_from(kept: tuple) -> Look:
    look = Look(*kept)
    return replace(look, followers=None) if look.followers == -1 else look
