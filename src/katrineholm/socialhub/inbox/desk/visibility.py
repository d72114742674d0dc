"""The messages that the current user may see, page by page, for pages, REST and files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from plone.dexterity.content import Container, DexterityContent

from ...accounts.channels.facts import ChannelFacts, all_channels, any_channel, viewable_channels
from ...accounts.channels.interfaces import IChannel, ISocialHub
from ...accounts.channels.person import person
from ...core.messages import message_index, message_lists
from ...core.messages.message_lists import KINDS, NEVER
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...core.search.clauses import Clause
from ..steps.authorities import authorities_of, authority_of, has_single_authority
from ..steps.authority_access import withheld_predicate
from ..steps.roles import (
    authority_roles,
    channel_roles,
    current_actor,
    handled_channels,
    hub_roles,
    message_roles,
)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A query for the list; ``late_at`` limits it to messages with deadlines before that time.

    With ``clauses``, it is a search, whose latest results come first.
    """

    states: tuple[str, ...] = message_lists.OPEN
    kinds: tuple[str, ...] = KINDS
    mine: bool = False
    late_at: int = NEVER
    clauses: tuple[Clause, ...] = ()
    start: int = 0
    size: int = 25


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The message numbers on one page of the list, and the total count."""

    numbers: tuple[int, ...]
    total: int


def result_page(hub: Container, context: DexterityContent, query: ListQuery) -> ResultPage:
    """Return one page of a place's messages that the current user may see."""
    wide, own = _shelves(hub, context, query.mine)
    if query.clauses:
        return _search_page(hub, context, (*wide, *own), query)
    numbers = _numbers(hub, context, (*wide, *own), query)
    page = tuple(islice(numbers, query.start, query.start + query.size))
    return ResultPage(page, _total(hub, context, wide, own, query))


def visible_numbers(hub: Container, context: DexterityContent, query: ListQuery) -> Iterator[int]:
    """Yield the numbers of all messages of a query, ignoring its search clauses."""
    wide, own = _shelves(hub, context, query.mine)
    return _numbers(hub, context, (*wide, *own), query)


def limited_count(hub: Container, context: DexterityContent, query: ListQuery, most: int) -> int:
    """Return how many messages of a query the current user may see, counting up to ``most``."""
    return sum(1 for _each in islice(visible_numbers(hub, context, query), most))


def _search_page(hub, context, places, query):
    root = messages_of(hub).root
    limits = [message_index.mark_clause("shelf", places)]
    if not ISocialHub.providedBy(context):
        within = (message_lists.channel_list(facts.uid) for facts in all_channels(context))
        limits.append(message_index.mark_clause("shelf", within))
    if query.states != tuple(HANDLING):
        limits.append(message_index.mark_clause("state", query.states))
    if query.kinds != KINDS:
        limits.append(message_index.mark_clause("kind", query.kinds))
    numbers = message_index.matching_numbers(root, (*query.clauses, *limits))
    if not has_single_authority(hub):
        withheld = set(_withheld(hub, query))
        numbers = [number for number in numbers if number not in withheld]
    if query.late_at < NEVER:
        late = set(_numbers(hub, context, places, query))
        numbers = [number for number in numbers if number in late]
    return ResultPage(tuple(numbers[query.start : query.start + query.size]), len(numbers))


def _withheld(hub, query):
    """Yield the user's assigned messages that are withheld, and so not searched."""
    messages, is_withheld = messages_of(hub), withheld_predicate(hub, current_actor())
    own = [message_lists.person_list(current_actor())]
    numbers = message_lists.listed_numbers(messages.root, own, query.states, query.kinds)
    return (number for number in numbers if is_withheld(messages[number]))


def _total(hub, context, wide, own, query):
    if query.late_at < NEVER:
        return sum(1 for _each in _numbers(hub, context, (*wide, *own), query))
    # A person's own shelves are short, and may share messages with the others.
    messages, listed = messages_of(hub), set(wide)
    more = (
        number
        for number in _numbers(hub, context, own, query)
        if listed.isdisjoint(place[0] for place in message_lists.list_places(messages[number]))
    )
    counted = message_lists.listed_count(messages.root, wide, query.states, query.kinds)
    return counted + sum(1 for _each in more)


def may_see(hub: Container, number: int) -> bool:
    """Return whether the current user has a role for a message; raise KeyError if it is missing."""
    return bool(message_roles(hub, messages_of(hub)[number]))


def message_number(hub: Container, context: DexterityContent, text: str) -> int:
    """Return a message number as an int; raise KeyError if the place has no such message."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    channel = messages_of(hub)[number]["channel"]
    if context != hub and any_channel(context, channel) is None:
        raise KeyError(text)
    return number


def visible_channels(hub: Container, context: DexterityContent) -> list[ChannelFacts]:
    """Return the channels whose lists the user may open, by title; [] if fewer than two."""
    if IChannel.providedBy(context):
        return []
    mine = set(handled_channels(hub))
    found = [
        facts
        for facts in viewable_channels(context)
        if facts.uid in mine or authority_roles(hub, authority_of(hub, facts.uid))
    ]
    return sorted(found, key=lambda facts: facts.title.casefold()) if len(found) > 1 else []


def _shelves(hub, context, mine):
    """Return the shelves of visible messages: those of places, and the user's own.

    All messages on the former may be seen, see ``may_see``, and none is on two of them. The latter
    may hold withheld ones: see ``steps.authority_access``.
    """
    own = [message_lists.person_list(current_actor())] if current_actor() else []
    if mine:
        return [], own
    if not has_single_authority(hub):
        return _authority_shelves(hub, context, own)
    sees_all = bool(hub_roles(hub))
    if sees_all and ISocialHub.providedBy(context):
        return [message_lists.HUB], []
    uids = {facts.uid for facts in all_channels(context)}
    seen = uids if sees_all else uids & set(handled_channels(hub))
    return [message_lists.channel_list(uid) for uid in sorted(seen)], [] if sees_all else own


def _authority_shelves(hub, context, own):
    mine, wide = set(handled_channels(hub)), []
    roles, known_person = cache(partial(authority_roles, hub)), cache(person)
    for uid, authority in sorted(authorities_of(hub, _channel_uids(hub, context)).items()):
        found = roles(authority)
        # The office does not read closed messages when it only stands in.
        is_mine = uid in mine and (
            not authority.name or channel_roles(hub, uid, is_office=False, person=known_person)
        )
        if is_mine or found - {"office"} or (found and not authority.name):
            wide.append(message_lists.channel_list(uid))
        elif found:
            wide.append(message_lists.open_list(uid))
    return wide, own


def _channel_uids(hub, context):
    """Return the UIDs of a place's channels; on the hub, also of those that are gone."""
    if ISocialHub.providedBy(context):
        return set(message_lists.channels_with_messages(messages_of(hub).root))
    return {facts.uid for facts in all_channels(context)}


def _numbers(hub, context, places, query) -> Iterator[int]:
    """Yield numbers as ``message_lists.listed_numbers`` does, without other places' messages."""
    messages = messages_of(hub)
    limits = {} if query.late_at == NEVER else {"until": query.late_at, "since": 0}
    states, kinds = query.states, query.kinds
    numbers = message_lists.listed_numbers(messages.root, places, states, kinds, **limits)
    if ISocialHub.providedBy(context):
        return numbers
    uids = {facts.uid for facts in all_channels(context)}
    return (number for number in numbers if messages[number]["channel"] in uids)
