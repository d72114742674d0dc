"""The rows of a board: channels with their lights, the worst first.

All data come from the catalogue and from the hub's ledger, summaries and log. No channel is loaded,
and each member is looked up only once.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from time import time
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import DAY
from ...accounts.channels import history, responsibility
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.person import Person, person
from ...accounts.channels.responsibility import Duties, PersonInCharge, person_in_charge
from ...accounts.lifecycle.confirmation import latest_changes
from ...accounts.registration import looks
from ...public.facebook import tie_backs
from ...public.register import proofs
from ...refresh import lease, report
from ...refresh.report import Summary
from ...site.pages.cache import LruCache, visibility_key
from ...site.settings.registry import setting
from .lights import COLOURS, Light, swedish_date, technique_light
from .row_lights import days_since_entry, duty_light, life_light, missing_marks

BOARD_STATES = ("reported", "official", "paused", "draft")  # closed channels need no care
NO_DUTIES = Duties()
ROWS_CACHE = LruCache(8)  # boards, a few megabytes each


@dataclass(frozen=True, slots=True)
class HubData:
    """Data about a hub's channels, keyed by UID; ``touched`` are times in seconds since 1970."""

    summaries: Mapping[str, Summary]
    duties: Mapping[str, Duties]
    touched: Mapping[str, int]
    looks: Mapping[str, proofs.ProfileCheck]
    tie_backs: Mapping[str, tuple[Message, ...]]
    confirm_after: int
    worker: bool
    person: Callable[[str], Person | None]
    seen: Mapping[str, looks.Look] = field(default_factory=dict)
    connected: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A channel on the board.

    ``missing`` are the missing parts of the graphic profile, ``weeks`` the numbers of entries in
    the last twelve weeks, and ``days`` the whole days since the newest entry. ``tries`` is the
    status of a retrieval that fails.
    """

    facts: ChannelFacts
    technique: Light
    life: Light
    duty: Light
    missing: tuple[Message, ...]
    weeks: tuple[int, ...]
    days: int | None
    answering: PersonInCharge | None
    tries: Summary | None = None

    @property
    def lights(self) -> tuple[Light, Light, Light]:
        return self.technique, self.life, self.duty

    @property
    def colour(self) -> str:
        """The worst colour of the three lights."""
        return min((light.colour for light in self.lights), key=COLOURS.index)

    @property
    def problems(self) -> frozenset[str]:
        """The kinds of problems, including ``profile`` for an incomplete graphic profile."""
        found = {problem for light in self.lights for problem in light.problems}
        return frozenset(found | ({"profile"} if self.missing else set()))


def channel_rows(
    channels: Iterable[ChannelFacts], known: HubData, now: int
) -> tuple[BoardRow, ...]:
    """Return the rows of these channels, the worst first and otherwise in the given order."""
    judged = [_channel_row(facts, known, now) for facts in channels if facts.state in BOARD_STATES]
    return tuple(sorted(judged, key=_severity))


def hub_data(hub: Any, now: int, *, worker: bool, person: Callable = person) -> HubData:
    """Return the data about a hub's channels that its board shows."""
    confirm_after = setting("confirm_after")
    return HubData(
        summaries=report.channel_summaries(hub),
        duties=responsibility.hub_duties(hub),
        touched=_latest_acts(hub, now - confirm_after * DAY),
        looks=proofs.checks_by_uid(hub),
        tie_backs=tie_backs.faults_by_uid(hub, now),
        confirm_after=confirm_after,
        worker=worker,
        person=cache(person),
        seen=looks.latest_looks(hub),
        connected=looks.connected_uids(hub),
    )


def _channel_row(facts, known, now):
    seen = report.current_summary(known.summaries.get(facts.uid), facts.feed_url)
    look = proofs.present_check(known.looks.get(facts.uid), facts)
    duties, today = known.duties.get(facts.uid, NO_DUTIES), swedish_date(now)
    return BoardRow(
        facts=facts,
        technique=technique_light(facts, seen, now, worker=known.worker),
        life=life_light(facts, seen, now),
        duty=duty_light(
            facts,
            duties,
            today,
            touched=known.touched.get(facts.uid),
            confirm_after=known.confirm_after,
            alarm=look and look.alarm,
            tie_backs=known.tie_backs.get(facts.uid, ()),
            unseen=_account_notice(facts, known, today),
            person=known.person,
        ),
        missing=missing_marks(facts),
        weeks=report.weekly_counts(seen, now),
        days=days_since_entry(seen, now),
        answering=person_in_charge(duties, today, person=known.person),
        tries=seen if seen.failures else None,
    )


def _severity(row):
    colours = [light.colour for light in row.lights]
    return -colours.count("red"), -colours.count("amber")


def _latest_acts(hub, since):
    return latest_changes(takewhile(lambda line: line["time"] >= since, history.hub_lines(hub)))


def _account_notice(facts, known, today):
    if not looks.needs_looks(facts, known.connected):
        return None
    return looks.look_reminder(facts, known.seen.get(facts.uid), today)


def board_rows(context: Any) -> tuple[BoardRow, ...]:
    """Return the rows of the channels that the user may see, cached for at most five minutes."""
    return ROWS_CACHE.get(board_cache_key(context), lambda: _new_rows(context, int(time())))


def board_cache_key(context: Any) -> tuple:
    """Return a board's cache key, which changes with time because members' accounts may change."""
    hub = hub_of(context)
    latest = next(history.hub_lines(hub), {})
    changed = tuple(latest.get(name) for name in ("time", "who", "uid", "step"))
    kept = (
        report.summaries_revision(hub),
        proofs.proofs_revision(hub),
        changed,
        setting("confirm_after"),
    )
    path = "/".join(context.getPhysicalPath())
    return path, visibility_key(), kept, is_worker_active(int(time()))


def is_worker_active(now: int) -> bool:
    """Return whether a worker is active for the current site."""
    return lease.worker_sign(api.portal.get(), now).seen is not None


def _new_rows(context, now):
    known = hub_data(hub_of(context), now, worker=is_worker_active(now))
    return channel_rows(viewable_channels(context), known, now)
