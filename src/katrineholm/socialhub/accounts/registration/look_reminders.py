"""Noting looks at accounts, and the accounts that need one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from time import time
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.source_kinds import HAND, NONE
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import Refusal
from ..channels import history
from ..channels.facts import ChannelFacts, facts_of
from ..channels.hub import hub_of
from ..channels.times import today
from . import connections as connections
from .look_log import Look, latest_look, store_look

AFTER = 30  # days
EARLIEST = date(2004, 1, 1)  # older than all these services
LONGEST = 500  # characters of a note
MOST = 10**10  # followers


def note_look(channel: Any, day: date | None, words: str = "", followers: str = "") -> Look:
    """Note the current user's look at a channel's account. Raise FaultyFields.

    ``followers`` is a typed number, or empty.
    """
    faults = FormFaults()
    is_day = day is not None and EARLIEST <= day <= today()
    faults.demand("day", is_day, _("Say on which day you looked: from 2004 until today."))
    number = faults.take("followers", follower_number, followers)
    too_long = _("A note may be ${limit} characters long at most.", mapping={"limit": LONGEST})
    faults.demand("note", len(words) <= LONGEST, too_long)
    faults.done()
    who = api.user.get_current().getId() or ""
    look = Look(day.isoformat(), who, int(time()), words, number)
    store_look(hub_of(channel), channel.UID(), look)
    history.note_event(channel, "looked-at", words)
    return look


def follower_number(written: str) -> int | None:
    """Return a number of followers from text with or without spaces. Raise Refusal."""
    digits = "".join(written.split())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12 and int(digits) <= MOST):
        raise Refusal(_("Write the number of followers in digits, for example 1240."))
    return int(digits)


def has_only_looks(facts: ChannelFacts, connected: Collection[str]) -> bool:
    """Return whether an official account has neither feed nor token.

    ``connected`` are the UIDs of the channels with a token.
    """
    return facts.speaks and facts.source in (HAND, NONE) and facts.uid not in connected


def connected_uids(hub: Any) -> set[str]:
    """Return the UIDs of a hub's channels with a token."""
    return {uid for uid, _kept in connections.all_connections(hub)}


def days_since_look(facts: ChannelFacts, look: Look | None, now: date) -> int | None:
    """Return the days since the latest look, or since the channel became official; else None."""
    since = max(facts.official_since, look.day if look else "")
    return (now - date.fromisoformat(since)).days if since else None


def look_reminder(facts: ChannelFacts, look: Look | None, now: date) -> Message | None:
    """Return a sentence if the latest look is too old; else None."""
    days = days_since_look(facts, look, now)
    if days is not None and days <= AFTER:
        return None
    if look is None:
        return _("Nobody has looked at the account yet.")
    return _("Nobody has looked at the account for ${days} days.", mapping={"days": days})


def look_reminders(
    hub: Any, channels: Iterable[ChannelFacts], looks: Mapping[str, Look], now: date
) -> dict[str, Message]:
    """Return a sentence for each of these channels that needs a look, keyed by UID."""
    connected = connected_uids(hub)
    closed = (facts for facts in channels if has_only_looks(facts, connected))
    found = ((facts.uid, look_reminder(facts, looks.get(facts.uid), now)) for facts in closed)
    return {uid: sentence for uid, sentence in found if sentence}


def channel_look_reminder(channel: Any) -> Message | None:
    """Return a sentence if the channel needs a look; else None."""
    hub, facts = hub_of(channel), facts_of(channel)
    if not has_only_looks(facts, connected_uids(hub)):
        return None
    return look_reminder(facts, latest_look(hub, facts.uid), today())
