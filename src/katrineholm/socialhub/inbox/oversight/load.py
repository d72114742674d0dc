"""The counts of open and late messages by channel and by person (feature G19).

Closed messages are never read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plone.dexterity.content import Container

from ... import DAY
from ...accounts.channels.facts import ChannelFacts, all_channels
from ...accounts.channels.times import local_date, start_of_day
from ...core.messages import message_lists
from ...core.messages.message_lists import KINDS, OPEN
from ...core.messages.state import UNANSWERED
from ...core.messages.store import messages_of
from ..steps.roles import current_responder
from .removal_reviews import removal_count


@dataclass(frozen=True, slots=True)
class Load:
    """The message counts of one channel or person.

    ``removed`` counts this month's removals. ``answers`` is the name of the person responsible
    today, or empty. ``oldest`` is the unanswered message with the earliest deadline, which arrived
    ``days`` ago.
    """

    open: int
    late: int
    removed: int = 0
    answers: str = ""
    oldest: int | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class ChannelLoad:
    """A channel with its message counts."""

    facts: ChannelFacts
    load: Load


@dataclass
class AdministrationLoad:
    """An administration with the message counts of its channels."""

    title: str
    path: str
    channels: list[ChannelLoad] = field(default_factory=list)

    def total(self, name: str) -> int:
        """Return the sum of a count over all channels; ``name`` is the count's attribute."""
        return sum(getattr(each.load, name) for each in self.channels)


def administration_loads(hub: Container, now: int) -> list[AdministrationLoad]:
    """Return administrations with official channels or open messages, sorted by title."""
    found: dict[str, AdministrationLoad] = {}
    for facts in all_channels(hub):
        load = channel_load(hub, facts.uid, now)
        if facts.speaks or load.open:
            owner = facts.administration
            office = found.setdefault(owner.path, AdministrationLoad(owner.title, owner.path))
            office.channels.append(ChannelLoad(facts, load))
    return sorted(found.values(), key=lambda office: office.title.casefold())


def channel_load(hub: Container, channel: str, now: int) -> Load:
    """Return the message counts of a channel, given by UID."""
    shelf, root = message_lists.channel_list(channel), messages_of(hub).root
    found = current_responder(hub, channel)
    oldest = next(message_lists.listed_numbers(root, [shelf], UNANSWERED, KINDS), None)
    came = now if oldest is None else messages_of(hub)[oldest]["captured"]["captured"]
    return Load(
        **_open_and_late(root, shelf, now),
        removed=removal_count(hub, channel, month_start(now)),
        answers=found.person.name if found else "",
        oldest=oldest,
        days=max(0, now - came) // DAY,
    )


def person_loads(hub: Container, now: int) -> dict[str, Load]:
    """Return the counts of each person with open messages, keyed as in ``person.person_key``."""
    root = messages_of(hub).root
    first, last = message_lists.person_list(""), message_lists.person_list("\U0010ffff")
    found = dict.fromkeys(shelf for shelf, *_rest in root["counts"].keys((first,), (last,)))
    loads = {shelf.removeprefix(first): Load(**_open_and_late(root, shelf, now)) for shelf in found}
    return {who: load for who, load in loads.items() if load.open}


def orphaned_count(hub: Container, offices: Iterable[AdministrationLoad]) -> int:
    """Return the count of open messages whose channels no longer exist."""
    total = message_lists.listed_count(messages_of(hub).root, [message_lists.HUB], OPEN, KINDS)
    return total - sum(office.total("open") for office in offices)


def month_start(now: int) -> int:
    """Return the start of the current month in the site's time zone, in seconds since 1970."""
    return int(start_of_day(local_date(now).replace(day=1)).timestamp())


def _open_and_late(root, shelf, now):
    late = message_lists.listed_numbers(root, [shelf], OPEN, KINDS, now)
    return {
        "open": message_lists.listed_count(root, [shelf], OPEN, KINDS),
        "late": sum(1 for _number in late),
    }
