"""The assignment of messages (T1, guideline G7), on arrival and when an absence changes it.

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
from zope.interface import implementer
from zope.lifecycleevent.interfaces import IObjectModifiedEvent

from ... import _
from ...accounts.channels.facts import any_channel
from ...accounts.channels.hub import hub_of
from ...accounts.channels.hub_storage import edited_channels
from ...accounts.channels.person import person
from ...core.messages import message_lists
from ...core.messages.content import is_automatic
from ...core.messages.engine import Refused
from ...core.messages.message_lists import KINDS, OPEN, channel_list
from ...core.messages.store import IncomingMessage, messages_of
from ...site.pages.retries import retry_count
from ...site.settings.registry import setting
from .deadlines import current_deadline, deadline_after, deadline_basis, office_hours_later
from .interfaces import IMessagesArrived
from .mails import FORWARDED, notify_answer_failure, notify_arrivals
from .roles import PersonLookup, current_responder

# Reasons of an assignment beside the roles of a responsible: the information office stands
# in, since nobody who can log in answers; or the message was forwarded.
OFFICE_REASON = "office"
FORWARD_STEPS = ("forward", "pass-on")
SYSTEM_ROLES = ("system",)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The person to whom a message is assigned, as in ``person.person_key``, and the reason."""

    who: str
    why: str


@implementer(IMessagesArrived)
@dataclass(frozen=True)
class MessagesArrived:
    """The event that messages have arrived, see IMessagesArrived."""

    hub: object
    numbers: tuple[int, ...]
    now: int


def receive_messages(
    hub: Container, incoming: list[IncomingMessage], *, now: int | None = None, tries: int = 0
) -> list[int]:
    """Store messages, assign and announce them; return their numbers.

    A known message keeps its number and is not announced again; ``tries`` is as in
    ``Messages.receive``. Raise Refused if a channel is not official (T0).
    """
    now = int(time()) if now is None else now
    channels = [any_channel(hub, each.channel) for each in incoming]
    if any(facts is None or not facts.speaks for facts in channels):
        raise Refused("official", _("Messages are received for official channels only."))
    messages = messages_of(hub)
    before = {messages.number_of_source(each.source) for each in incoming}
    # Only the first skips numbers, so that messages of one call are adjacent.
    further = chain([tries + retry_count()], repeat(0))
    numbers = [
        messages.receive(each, now=now, tries=leap)
        for each, leap in zip(incoming, further, strict=False)
    ]
    new = [number for number in dict.fromkeys(numbers) if number not in before]
    known_person = cache(person)
    for number in new:
        messages.take(number, "assess", who="", roles=SYSTEM_ROLES, given={}, now=now)
        assign_message(hub, number, now=now, person=known_person)
    notify_arrivals(hub, new, now=now)
    if new:
        notify(MessagesArrived(hub, tuple(new), now))
    return numbers


def assign_message(
    hub: Container, number: int, *, now: int, news: int | None = None, person: PersonLookup = person
) -> None:
    """Assign a message that is to be assessed to the person responsible for its channel today.

    ``news`` is the time of news about it, from which the deadline then runs. A message from a
    program has no deadline until a person accepts it.
    """
    messages = messages_of(hub)
    waiting = channel_assignment(hub, messages[number]["channel"], person=person)
    found = deadline_basis(messages[number], messages.log(number), now)
    found = found if news is None else replace(found, present=None)
    is_idle = found.present is None and news is None and is_automatic(messages[number]["captured"])
    begins = now if news is None else news
    due = None if is_idle else deadline_after("assess", messages.state(number), found, {}, begins)
    messages.wait(number, waiting.who, due, why=waiting.why, now=now)


def reopen_message(hub: Container, number: int, news: str, *, now: int) -> None:
    """Reopen a watched message because of ``news``, the URL or number of another message (T9)."""
    given = {"follow_up": news}
    messages_of(hub).take(number, "reopen-watch", who="", roles=SYSTEM_ROLES, given=given, now=now)
    assign_message(hub, number, now=now, news=now)


def return_answer(hub: Container, number: int, reason: str, *, now: int) -> None:
    """Return a message whose answer was not posted to its assignee, with the reason (T7b)."""
    messages, given = messages_of(hub), {"reason": reason}
    state = messages.take(number, "unsent", who="", roles=SYSTEM_ROLES, given=given, now=now)
    message = messages[number]
    who = message["who"] or channel_assignment(hub, message["channel"]).who
    found = deadline_basis(message, messages.log(number), now)
    due = deadline_after("unsent", state, found, given, now)
    messages.wait(number, who, due, why=message["why"], now=now)
    notify_answer_failure(hub, number, who, reason)


def shorten_deadline(hub: Container, number: int, *, now: int) -> None:
    """Shorten an open message's deadline to the hours for removal if a crime is now reported."""
    messages, message = messages_of(hub), messages_of(hub)[number]
    state, found = messages.state(number), deadline_basis(message, messages.log(number), now)
    if not found.is_urgent or state.is_removed or state.handling == "closed":
        return
    due = office_hours_later(now, setting("remove_within"))
    if found.present is None or due < found.present:
        messages.wait(number, message["who"], due, why=message["why"], now=now)
        notify_arrivals(hub, [number], now=now)


def channel_assignment(
    hub: Container, channel: str, *, person: PersonLookup = person
) -> Assignment:
    """Return the assignment of a channel's messages today; to nobody if the office stands in."""
    found = current_responder(hub, channel, person=person)
    if found is None:
        return Assignment("", OFFICE_REASON)
    return Assignment(found.person.member or found.person.email.lower(), found.role)


def reroute_messages(
    hub: Container, *, on: Iterable[str] = (message_lists.HUB,), now: int
) -> list[int]:
    """Reassign the open messages on these shelves to today's assignees; return the moved ones."""
    messages = messages_of(hub)
    numbers = list(message_lists.listed_numbers(messages.root, on, OPEN, KINDS))
    wanted = cache(partial(channel_assignment, hub, person=cache(person)))
    moved = [n for n in numbers if not _is_still_right(messages[n], wanted(messages[n]["channel"]))]
    for number in moved:
        waiting = wanted(messages[number]["channel"])
        due = current_deadline(messages[number])
        messages.wait(number, waiting.who, due, why=waiting.why, now=now)
    notify_arrivals(hub, moved, now=now)
    return moved


def _is_still_right(message, waiting):
    """Return whether the assignee stays: also of forwarded or taken-over messages."""
    who, why = message["who"], message["why"]
    if why == FORWARDED:
        return not is_deleted_user(who)
    if why == OFFICE_REASON and who and not is_deleted_user(who):
        return not api.user.get(userid=waiting.who)
    return Assignment(who, why) == waiting


def is_deleted_user(who: str) -> bool:
    """Return whether there is no user with this id."""
    return api.user.get(userid=who) is None


def reroute_channel(channel: Item, event: IObjectModifiedEvent) -> None:
    """Reassign a channel's messages after its responsible or an absence was changed."""
    if (hub := hub_of(channel)) is not None:
        reroute_messages(hub, on=[channel_list(channel.UID())], now=int(time()))


def reroute_administration(administration: Container, event: IObjectModifiedEvent) -> None:
    """Reassign the messages of all its channels after an administration's head was changed."""
    for channel in edited_channels(administration, event):
        reroute_channel(channel, event)
