"""Assignment of messages (T1, guideline G7), on arrival and when an absence changes it.

Each function writes in the current transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain, repeat
from time import time

from plone import api
from plone.dexterity.content import Container, Item
from zope.event import notify
from zope.lifecycleevent.interfaces import IObjectModifiedEvent

from ... import _
from ...accounts.channels.books import followers
from ...accounts.channels.facts import known_one
from ...accounts.channels.hub import hub_of
from ...accounts.people.person import person
from ...core.messages import shelves
from ...core.messages.captured import is_automatic
from ...core.messages.engine import Refused
from ...core.messages.shelves import KINDS, OPEN, channel_shelf
from ...core.messages.store import Incoming, messages_of
from ...site.forms.retries import tried
from ...site.settings.registry import setting
from ..reminders.deadlines import deadline, due_after, in_office_hours, matter
from ..reminders.letters import FORWARDED, tell_arrived
from .interfaces import Arrived
from .roles import Who, answering

# Reasons of an assignment beside the roles of a responsible: the information office stands
# in, since nobody who can log in answers; or the message was forwarded.
STANDING_IN = "office"
PASSING_ON = ("forward", "pass-on")
SYSTEM = ("system",)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The person a message is assigned to, as in ``person.key``, and the reason."""

    who: str
    why: str


def arrive(
    hub: Container, incoming: list[Incoming], *, now: int | None = None, tries: int = 0
) -> list[int]:
    """Store messages, assign and announce them; return their numbers.

    A known message keeps its number and is not announced again; ``tries`` is as in
    ``Messages.receive``. Raise Refused if a channel does not speak for the municipality (T0).
    """
    now = int(time()) if now is None else now
    channels = [known_one(hub, each.channel) for each in incoming]
    if any(facts is None or not facts.speaks for facts in channels):
        raise Refused("official", _("Messages are received for official channels only."))
    messages = messages_of(hub)
    before = {messages.known(each.source) for each in incoming}
    # Only the first skips numbers, so that messages of one call are adjacent.
    further = chain([tries + tried()], repeat(0))
    numbers = [
        messages.receive(each, now=now, tries=leap)
        for each, leap in zip(incoming, further, strict=False)
    ]
    new = [number for number in dict.fromkeys(numbers) if number not in before]
    known_person = cache(person)
    for number in new:
        messages.take(number, "assess", who="", roles=SYSTEM, given={}, now=now)
        give(hub, number, now=now, person=known_person)
    tell_arrived(hub, new, now=now)
    if new:
        notify(Arrived(hub, tuple(new), now))
    return numbers


def give(
    hub: Container, number: int, *, now: int, news: int | None = None, person: Who = person
) -> None:
    """Assign a message that is to be assessed to the person who answers for its channel today.

    If something new arrived, the deadline runs from that time, ``news``. A message from a program
    has no deadline until a person accepts it.
    """
    messages = messages_of(hub)
    waiting = waits_for(hub, messages[number]["channel"], person=person)
    found = matter(messages[number], messages.log(number), now)
    found = found if news is None else replace(found, present=None)
    is_idle = found.present is None and news is None and is_automatic(messages[number]["captured"])
    begins = now if news is None else news
    due = None if is_idle else due_after("assess", messages.state(number), found, {}, begins)
    messages.wait(number, waiting.who, due, why=waiting.why, now=now)


def reopen_watched(hub: Container, number: int, news: str, *, now: int) -> None:
    """Reopen a watched message that ``news``, a URL or a message number, continues (T9)."""
    given = {"follow_up": news}
    messages_of(hub).take(number, "reopen-watch", who="", roles=SYSTEM, given=given, now=now)
    give(hub, number, now=now, news=now)


def hasten(hub: Container, number: int, *, now: int) -> None:
    """Shorten an open message's deadline to the legal hours if a crime is now reported."""
    messages, message = messages_of(hub), messages_of(hub)[number]
    state, found = messages.state(number), matter(message, messages.log(number), now)
    if not found.is_urgent or state.is_removed or state.handling == "closed":
        return
    due = in_office_hours(now, setting("remove_within"))
    if found.present is None or due < found.present:
        messages.wait(number, message["who"], due, why=message["why"], now=now)
        tell_arrived(hub, [number], now=now)


def waits_for(hub: Container, channel: str, *, person: Who = person) -> Waiting:
    """Return the current assignee of a channel's messages; nobody if the office stands in."""
    found = answering(hub, channel, person=person)
    if found is None:
        return Waiting("", STANDING_IN)
    return Waiting(found.person.member or found.person.email.lower(), found.role)


def reroute(hub: Container, *, on: Iterable[str] = (shelves.HUB,), now: int) -> list[int]:
    """Assign the open messages on these shelves to today's persons; return those moved."""
    messages = messages_of(hub)
    numbers = list(shelves.numbers(messages.root, on, OPEN, KINDS))
    wanted = cache(partial(waits_for, hub, person=cache(person)))
    moved = [n for n in numbers if not _is_still_right(messages[n], wanted(messages[n]["channel"]))]
    for number in moved:
        waiting = wanted(messages[number]["channel"])
        due = deadline(messages[number])
        messages.wait(number, waiting.who, due, why=waiting.why, now=now)
    tell_arrived(hub, moved, now=now)
    return moved


def _is_still_right(message, waiting):
    """Return whether the assignee stays: also of forwarded or taken-over messages."""
    who, why = message["who"], message["why"]
    if why == FORWARDED:
        return not is_gone(who)
    if why == STANDING_IN and who and not is_gone(who):
        return not api.user.get(userid=waiting.who)
    return Waiting(who, why) == waiting


def is_gone(who: str) -> bool:
    """Return whether a person can no longer log in."""
    return api.user.get(userid=who) is None


def duties_changed(channel: Item, event: IObjectModifiedEvent) -> None:
    """Reroute a channel's messages when its responsible or an absence has changed."""
    if (hub := hub_of(channel)) is not None:
        reroute(hub, on=[channel_shelf(channel.UID())], now=int(time()))


def head_changed(administration: Container, event: IObjectModifiedEvent) -> None:
    """Reroute the messages of all channels when an administration's head has changed."""
    for channel in followers(administration, event):
        duties_changed(channel, event)
