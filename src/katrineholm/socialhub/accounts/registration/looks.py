"""An append-only log of people's looks at a hub's accounts, and the accounts that need one.

Each line is a tuple with its own key, so that concurrent writes are merged. The lines of a closed
or deleted channel remain, for statistics.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from time import time, time_ns
from typing import Any

from BTrees.OOBTree import OOBTree
from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds.source_kinds import HAND, NONE
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import Refusal
from ..channels import history, hub_storage
from ..channels.facts import ChannelFacts, facts_of
from ..channels.hub import hub_of
from ..channels.times import today
from .connections import all_connections

NAME = f"{PACKAGE_NAME}.looks"
BOOK = hub_storage.HubStorage(NAME, {"lines": OOBTree, "latest": OOBTree})
AFTER = 30  # days
EARLIEST = date(2004, 1, 1)  # older than all these services
LONGEST = 500  # characters of a note
MOST = 10**10  # followers


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an account on a ``day`` (ISO 8601), recorded at ``noted`` (seconds since 1970).

    ``who`` is a user's id, or empty if the service itself reported the number of followers.
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
    """Return the latest look by a person at each channel's account, keyed by UID."""
    return {uid: _look_from(kept) for uid, kept in BOOK.read(hub)["latest"].items()}


def latest_look(hub: Any, uid: str) -> Look | None:
    """Return the latest look by a person at a channel's account, or None."""
    kept = BOOK.read(hub)["latest"].get(uid)
    return _look_from(kept) if kept else None


def store_look(hub: Any, uid: str, look: Look) -> None:
    """Store a look at a channel's account."""
    book = BOOK.writable(hub)
    book["lines"][uid, look.day, time_ns()] = packed = _storable(look)
    if look.who and (uid not in book["latest"] or book["latest"][uid] <= packed):
        book["latest"][uid] = packed


def last_service_report(hub: Any, uid: str, now: int) -> int:
    """Return when the service last reported followers, or 0 if never, ignoring future times."""
    times = (look.noted for look in channel_looks(hub, uid) if not look.who)
    return next((noted for noted in times if noted <= now), 0)


def looks_with_followers(hub: Any, uid: str, first: str, end: str) -> list[Look]:
    """Return the looks with a follower count from one day until before another, by day."""
    found = BOOK.read(hub)["lines"].values((uid, first), (uid, end), excludemax=True)
    return [look for look in map(_look_from, found) if look.followers is not None]


def move_looks(channel: Any, event: Any) -> None:
    """Move the looks at a channel's account to another hub with the channel."""
    left, here = hub_of(event.oldParent), hub_of(event.newParent)
    if left is None or here is None or left is here:
        return
    for place, look in [*_lines(left, channel.UID())]:
        store_look(here, channel.UID(), look)
        del BOOK.writable(left)["lines"][place]
    BOOK.writable(left)["latest"].pop(channel.UID(), None)


def _lines(hub, uid) -> Iterator[tuple[tuple, Look]]:
    lines = BOOK.read(hub)["lines"].items((uid,), (uid, "9999-99"))
    return ((place, _look_from(kept)) for place, kept in lines)


def _storable(look: Look) -> tuple:
    """Return a look as stored, with -1 for None, as trees compare values when they are merged."""
    return astuple(replace(look, followers=-1 if look.followers is None else look.followers))


def _look_from(kept: tuple) -> Look:
    look = Look(*kept)
    return replace(look, followers=None) if look.followers == -1 else look


def note_look(channel: Any, day: date | None, words: str = "", followers: str = "") -> Look:
    """Store and return the current user's look at an account. Raise FaultyFields if invalid."""
    faults = FormFaults()
    is_day = day is not None and EARLIEST <= day <= today()
    faults.require("day", is_day, _("Say on which day you looked: from 2004 until today."))
    number = faults.take("followers", follower_number, followers)
    too_long = _("A note may be ${limit} characters long at most.", mapping={"limit": LONGEST})
    faults.require("note", len(words) <= LONGEST, too_long)
    faults.raise_faults()
    who = api.user.get_current().getId() or ""
    look = Look(day.isoformat(), who, int(time()), words, number)
    store_look(hub_of(channel), channel.UID(), look)
    history.note_event(channel, "looked-at", words)
    return look


def follower_number(written: str) -> int | None:
    """Return the follower count in a text, or None for an empty one. Raise Refusal if invalid."""
    digits = "".join(written.split())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12 and int(digits) <= MOST):
        raise Refusal(_("Write the number of followers in digits, for example 1240."))
    return int(digits)


def needs_looks(facts: ChannelFacts, connected: Collection[str]) -> bool:
    """Return whether an active account has no feed and is not among the ``connected`` (UIDs)."""
    return facts.speaks and facts.source in (HAND, NONE) and facts.uid not in connected


def connected_uids(hub: Any) -> set[str]:
    """Return the UIDs of a hub's channels that have a connection."""
    return {uid for uid, _kept in all_connections(hub)}


def days_since_look(facts: ChannelFacts, look: Look | None, now: date) -> int | None:
    """Return the days since the latest look or the official date, whichever is later, or None."""
    since = max(facts.official_since, look.day if look else "")
    return (now - date.fromisoformat(since)).days if since else None


def look_reminder(facts: ChannelFacts, look: Look | None, now: date) -> Message | None:
    """Return a reminder if nobody has looked at an account for too long, or else None."""
    days = days_since_look(facts, look, now)
    if days is not None and days <= AFTER:
        return None
    if look is None:
        return _("Nobody has looked at the account yet.")
    return _("Nobody has looked at the account for ${days} days.", mapping={"days": days})


def look_reminders(
    hub: Any, channels: Iterable[ChannelFacts], looks: Mapping[str, Look], now: date
) -> dict[str, Message]:
    """Return a reminder for each of these channels that needs a look, keyed by UID."""
    connected = connected_uids(hub)
    closed = (facts for facts in channels if needs_looks(facts, connected))
    found = ((facts.uid, look_reminder(facts, looks.get(facts.uid), now)) for facts in closed)
    return {uid: sentence for uid, sentence in found if sentence}


def channel_look_reminder(channel: Any) -> Message | None:
    """Return a reminder if a channel's account needs a look, or else None."""
    hub, facts = hub_of(channel), facts_of(channel)
    if not needs_looks(facts, connected_uids(hub)):
        return None
    return look_reminder(facts, latest_look(hub, facts.uid), today())
