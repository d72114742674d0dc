"""Summaries of a hub's channels for boards, without loading an object for each channel."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from ..core.timeline import weeks as by_week
from ..core.timeline.outline import Outline
from ..core.timeline.store import timeline_of
from . import state_storage
from .state import Status

NO_STATUS = Status("")


@dataclass(frozen=True, slots=True)
class Summary(Status):
    """A channel's retrieval status and its visible entries.

    ``newest`` is the time of the newest entry, ``recent`` is the input of ``weekly_counts``.
    ``feed_url`` is empty before the first retrieval: see also ``current_summary``.
    """

    entries: int = 0
    newest: int | None = None
    recent: tuple[int, ...] = ()


def channel_summaries(hub: Any) -> dict[str, Summary]:
    """Return the summary of each channel with any data, by UID, also of deleted channels."""
    standings, outlines = (
        dict(state_storage.channel_statuses(hub)),
        dict(timeline_of(hub).outlines()),
    )
    return {
        uid: _merged_summary(standings.get(uid), outlines.get(uid, Outline()))
        for uid in standings.keys() | outlines.keys()
    }


def channel_summary(hub: Any, uid: str) -> Summary:
    """Return the summary of one channel; an empty one before its first retrieval."""
    return _merged_summary(state_storage.load_status(hub, uid), timeline_of(hub).outline(uid))


def current_summary(found: Summary | None, feed_url: str) -> Summary:
    """Return a summary for a channel with this feed URL; of another URL only the entries count."""
    if found is None:
        return Summary(feed_url)
    if found.feed_url == feed_url:
        return found
    return Summary(feed_url, **{name: getattr(found, name) for name in Outline._fields})


def weekly_counts(summary: Summary, now: int) -> tuple[int, ...]:
    """Return the number of visible entries in each of the last twelve weeks, oldest first."""
    return by_week.weekly_counts(now, summary.newest, summary.recent)


def summaries_revision(hub: Any) -> Hashable:
    """Return a cache key that changes with any summary of the hub."""
    return state_storage.states_revision(hub), timeline_of(hub).revision()


def _merged_summary(standing: Status | None, outline: Outline) -> Summary:
    return Summary(*state_storage.status_values(standing or NO_STATUS), *outline)
