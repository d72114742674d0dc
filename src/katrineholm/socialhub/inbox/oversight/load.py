"""The numbers of open and late messages, by channel and person (feature G19).

Closed messages are never read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plone.dexterity.content import Container

from ... import DAY
from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.moments import begins, date_of
from ...core.messages import shelves
from ...core.messages.shelves import KINDS, OPEN
from ...core.messages.store import messages_of
from ..routing.roles import answering
from .removals import taken_since

# States without an answer or an act.
UNANSWERED = ("received", "assessing", "answering", "forwarded")


@dataclass(frozen=True, slots=True)
class Load:
    """The message numbers of one channel or person.

    ``removed`` counts this month's removals, ``answers`` is the name of the person who answers
    today, or "", and ``oldest`` the unanswered message with the first deadline, ``days`` after its
    arrival.
    """

    open: int
    late: int
    removed: int = 0
    answers: str = ""
    oldest: int | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A channel with its load."""

    facts: ChannelFacts
    load: Load


@dataclass
class Office:
    """An administration with its channels, and their sums."""

    title: str
    path: str
    channels: list[Waiting] = field(default_factory=list)

    def total(self, name: str) -> int:
        """Return the sum of one of the numbers."""
        return sum(getattr(each.load, name) for each in self.channels)


def offices(hub: Container, now: int) -> list[Office]:
    """Return administrations with speaking channels or open messages, sorted by title."""
    found: dict[str, Office] = {}
    for facts in known(hub):
        load = load_of(hub, facts.uid, now)
        if facts.speaks or load.open:
            owner = facts.administration
            office = found.setdefault(owner.path, Office(owner.title, owner.path))
            office.channels.append(Waiting(facts, load))
    return sorted(found.values(), key=lambda office: office.title.casefold())


def load_of(hub: Container, channel: str, now: int) -> Load:
    """Return the load of the channel with a UID."""
    shelf, root = shelves.channel_shelf(channel), messages_of(hub).root
    oldest = next(shelves.numbers(root, [shelf], UNANSWERED, KINDS), None)
    return Load(
        **_open_and_late(root, shelf, now),
        removed=taken_since(hub, channel, month_began(now)),
        answers=_responder_name(hub, channel),
        oldest=oldest,
        days=_days_since(hub, oldest, now),
    )


def people(hub: Container, now: int) -> dict[str, Load]:
    """Return the load of each assignee, keyed as in ``person.key``."""
    root = messages_of(hub).root
    first, last = shelves.person_shelf(""), shelves.person_shelf("\U0010ffff")
    found = dict.fromkeys(shelf for shelf, *_rest in root["counts"].keys((first,), (last,)))
    loads = {shelf.removeprefix(first): Load(**_open_and_late(root, shelf, now)) for shelf in found}
    return {who: load for who, load in loads.items() if load.open}


def left_over(hub: Container, offices: Iterable[Office]) -> int:
    """Return the number of open messages of channels that are gone."""
    total = shelves.count(messages_of(hub).root, [shelves.HUB], OPEN, KINDS)
    return total - sum(office.total("open") for office in offices)


def month_began(now: int) -> int:
    """Return when the current month began in the site's time zone."""
    return int(begins(date_of(now).replace(day=1)).timestamp())


def _open_and_late(root, shelf, now):
    late = shelves.numbers(root, [shelf], OPEN, KINDS, now)
    return {
        "open": shelves.count(root, [shelf], OPEN, KINDS),
        "late": sum(1 for _number in late),
    }


def _responder_name(hub, channel):
    found = answering(hub, channel)
    return found.person.name if found else ""


def _days_since(hub, number, now):
    if number is None:
        return 0
    return max(0, now - messages_of(hub)[number]["captured"]["captured"]) // DAY
