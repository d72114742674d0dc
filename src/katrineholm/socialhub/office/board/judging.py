"""The rows of a board: channels with their lights, the worst first.

All data come from the catalogue, the ledger, the summaries and the log of a hub: no channel is
loaded, and each member is looked up once.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import Any

from zope.i18nmessageid import Message

from ... import DAY
from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts
from ...accounts.duties import ledger
from ...accounts.duties.confirming import touched
from ...accounts.looks import book, looking
from ...accounts.people.answering import Answering, Duties, who_answers
from ...accounts.people.person import Person, person
from ...public.facebook import ties
from ...public.identity import proofs
from ...refresh import summary
from ...refresh.summary import Summary
from ...site.settings.registry import setting
from .duty import duty, missing_marks
from .life import days_silent, life
from .lights import COLOURS, Light, day_of, technique

STATES = ("reported", "official", "paused", "draft")  # closed channels need no care
NOBODY = Duties()


@dataclass(frozen=True, slots=True)
class Known:
    """Data about a hub's channels, by UID; ``touched`` in seconds since 1970."""

    summaries: Mapping[str, Summary]
    duties: Mapping[str, Duties]
    touched: Mapping[str, int]
    looks: Mapping[str, proofs.Kept]
    tie_backs: Mapping[str, tuple[Message, ...]]
    confirm_after: int
    worker: bool
    person: Callable[[str], Person | None]
    seen: Mapping[str, book.Look] = field(default_factory=dict)
    connected: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A channel on the board.

    ``missing`` are the missing parts of the graphic profile, ``weeks`` the number of entries in
    each of the last twelve weeks, ``days`` whole days since the newest entry.
    """

    facts: ChannelFacts
    technique: Light
    life: Light
    duty: Light
    missing: tuple[Message, ...]
    weeks: tuple[int, ...]
    days: int | None
    answering: Answering | None

    @property
    def lights(self) -> tuple[Light, Light, Light]:
        return self.technique, self.life, self.duty

    @property
    def colour(self) -> str:
        """The worst colour of the lights."""
        return min((light.colour for light in self.lights), key=COLOURS.index)

    @property
    def problems(self) -> frozenset[str]:
        """The kinds of problems, with ``profile`` for an incomplete graphic profile."""
        found = {problem for light in self.lights for problem in light.problems}
        return frozenset(found | ({"profile"} if self.missing else set()))


def rows_of(channels: Iterable[ChannelFacts], known: Known, now: int) -> tuple[Row, ...]:
    """Return the rows of these channels, the worst first, otherwise in their given order."""
    judged = [_row(facts, known, now) for facts in channels if facts.state in STATES]
    return tuple(sorted(judged, key=_gravity))


def known_of(hub: Any, now: int, *, worker: bool, person: Callable = person) -> Known:
    """Return a board's data about a hub."""
    confirm_after = setting("confirm_after")
    return Known(
        summaries=summary.summaries(hub),
        duties=ledger.duties_in(hub),
        touched=_touched(hub, now - confirm_after * DAY),
        looks=proofs.outcomes(hub),
        tie_backs=ties.complaints(hub, now),
        confirm_after=confirm_after,
        worker=worker,
        person=cache(person),
        seen=book.latest(hub),
        connected=looking.connected_in(hub),
    )


def _row(facts, known, now):
    seen = summary.present(known.summaries.get(facts.uid), facts.feed_url)
    look = proofs.present(known.looks.get(facts.uid), facts)
    duties, today = known.duties.get(facts.uid, NOBODY), day_of(now)
    return Row(
        facts=facts,
        technique=technique(facts, seen, now, worker=known.worker),
        life=life(facts, seen, now),
        duty=duty(
            facts,
            duties,
            today,
            touched=known.touched.get(facts.uid),
            confirm_after=known.confirm_after,
            alarm=look and look.alarm,
            tie_backs=known.tie_backs.get(facts.uid, ()),
            unseen=_unseen(facts, known, today),
            person=known.person,
        ),
        missing=missing_marks(facts),
        weeks=summary.weeks(seen, now),
        days=days_silent(seen, now),
        answering=who_answers(duties, today, person=known.person),
    )


def _gravity(row):
    colours = [light.colour for light in row.lights]
    return -colours.count("red"), -colours.count("amber")


def _touched(hub, since):
    return touched(takewhile(lambda line: line["time"] >= since, history.of_hub(hub)))


def _unseen(facts, known, today):
    if not looking.is_closed(facts, known.connected):
        return None
    return looking.unseen(facts, known.seen.get(facts.uid), today)
