"""Noting looks at accounts, and the accounts that need one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from time import time
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.source import HAND, NONE
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal
from ..channels import history
from ..channels.facts import ChannelFacts, facts_of
from ..channels.hub import hub_of
from ..channels.moments import today
from ..connections import book as connections
from .book import Look, latest_one, note

AFTER = 30  # days
EARLIEST = date(2004, 1, 1)  # older than all these services
LONGEST = 500  # characters of a note
MOST = 10**10  # followers


def look_at(channel: Any, day: date | None, words: str = "", followers: str = "") -> Look:
    """Note the current user's look at a channel's account. Raise FaultyFields.

    ``followers`` is a typed number, or empty.
    """
    faults = Faults()
    is_day = day is not None and EARLIEST <= day <= today()
    faults.demand("day", is_day, _("Say on which day you looked: from 2004 until today."))
    number = faults.take("followers", number_in, followers)
    too_long = _("A note may be ${limit} characters long at most.", mapping={"limit": LONGEST})
    faults.demand("note", len(words) <= LONGEST, too_long)
    faults.done()
    who = api.user.get_current().getId() or ""
    look = Look(day.isoformat(), who, int(time()), words, number)
    note(hub_of(channel), channel.UID(), look)
    history.note(channel, "looked-at", words)
    return look


def number_in(written: str) -> int | None:
    """Return a number of followers from text with or without spaces. Raise Refusal."""
    digits = "".join(written.split())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12 and int(digits) <= MOST):
        raise Refusal(_("Write the number of followers in digits, for example 1240."))
    return int(digits)


def is_closed(facts: ChannelFacts, connected: Collection[str]) -> bool:
    """Return whether an official account has neither feed nor token.

    ``connected`` are the UIDs of the channels with a token.
    """
    return facts.speaks and facts.source in (HAND, NONE) and facts.uid not in connected


def connected_in(hub: Any) -> set[str]:
    """Return the UIDs of a hub's channels with a token."""
    return {uid for uid, _kept in connections.every(hub)}


def days_unseen(facts: ChannelFacts, look: Look | None, now: date) -> int | None:
    """Return the days since the latest look, or since the channel became official; else None."""
    since = max(facts.official_since, look.day if look else "")
    return (now - date.fromisoformat(since)).days if since else None


def unseen(facts: ChannelFacts, look: Look | None, now: date) -> Message | None:
    """Return a sentence if the latest look is too old; else None."""
    days = days_unseen(facts, look, now)
    if days is not None and days <= AFTER:
        return None
    if look is None:
        return _("Nobody has looked at the account yet.")
    return _("Nobody has looked at the account for ${days} days.", mapping={"days": days})


def waiting(
    hub: Any, channels: Iterable[ChannelFacts], looks: Mapping[str, Look], now: date
) -> dict[str, Message]:
    """Return a sentence for each of these channels that needs a look, keyed by UID."""
    connected = connected_in(hub)
    closed = (facts for facts in channels if is_closed(facts, connected))
    found = ((facts.uid, unseen(facts, looks.get(facts.uid), now)) for facts in closed)
    return {uid: sentence for uid, sentence in found if sentence}


def unseen_one(channel: Any) -> Message | None:
    """Return a sentence if the channel needs a look; else None."""
    hub, facts = hub_of(channel), facts_of(channel)
    if not is_closed(facts, connected_in(hub)):
        return None
    return unseen(facts, latest_one(hub, facts.uid), today())
