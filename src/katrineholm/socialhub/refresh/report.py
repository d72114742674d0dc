"""Reports on retrieval: brief summaries of a hub's channels, and a full report on one."""

from collections.abc import Hashable
from dataclasses import dataclass
from time import time
from typing import Any

from plone import api

from ..accounts.channels.facts import ChannelFacts
from ..core.timeline import weeks as by_week
from ..core.timeline.outline import Outline, channel_outline, channel_outlines
from ..core.timeline.store import timeline_of
from ..site.pages.refusals import message_from_code
from . import lease, state_storage
from .answer_storage import current_state
from .state import Status, last_checked, next_due, proposed_url

NO_STATUS = Status("")


@dataclass(frozen=True, slots=True)
class Summary(Status):
    """A channel's retrieval status, and the number of its visible entries.

    ``newest`` is the time of the newest entry, and ``recent`` is the input of ``weekly_counts``.
    ``feed_url`` is empty before the first retrieval, see ``current_summary``.
    """

    entries: int = 0
    newest: int | None = None
    recent: tuple[int, ...] = ()


NO_SUMMARY = Summary("")


def channel_summaries(hub: Any) -> dict[str, Summary]:
    """Return the summary of each channel with stored data by UID, also of deleted channels."""
    standings = dict(state_storage.channel_statuses(hub))
    outlines = dict(channel_outlines(timeline_of(hub)))
    return {
        uid: Summary(
            *state_storage.status_values(standings.get(uid, NO_STATUS)),
            *outlines.get(uid, Outline()),
        )
        for uid in standings.keys() | outlines.keys()
    }


def current_summary(found: Summary | None, feed_url: str) -> Summary:
    """Return a channel's summary, without a retrieval status from another feed URL."""
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


def retrieval_report(site: Any, facts: ChannelFacts) -> dict:
    """Return a channel's retrieval report. Times are in seconds since 1970, or None."""
    hub = site.unrestrictedTraverse(facts.hub_path)
    state, seen = current_state(hub, facts), lease.last_finished_round(site)
    interval, now = facts.interval * 60, int(time())
    return {
        "title": facts.title,
        "path": facts.path,
        "feed_url": facts.feed_url,
        "interval": facts.interval,
        "entries": channel_outline(timeline_of(hub), facts.uid).entries,
        "newest": channel_outline(timeline_of(hub), facts.uid).newest,
        "last_success": last_checked(state, interval, seen, now) if state else None,
        "next_due": next_retrieval(state, interval, seen) if facts.feed_url else None,
        "failures": state.failures if state else 0,
        "stopped": bool(state and state.is_stopped),
        "since": state.since if state else None,
        "problem": current_problem(state) if state else None,
        "moved_to": proposed_url(state, now),
        "log": [_log_row(entry) for entry in reversed(state.log)] if state else [],
    }


def next_retrieval(state: Status | None, interval: int, seen: int) -> int | None:
    """Return when the channel is due next, at the earliest now, or None if it is not retried.

    Before the first retrieval it is 0.
    """
    now = int(time())
    moment = next_due(state, interval, seen, now)
    return moment and max(moment, now)


def current_problem(state: Status) -> dict | None:
    """Return the current problem of a retrieval as ``code`` and ``message``, or None."""
    if not state.code:
        return None
    sentence = message_from_code(state.code, dict(state.values))
    return {"code": state.code, "message": api.portal.translate(sentence)}


def _log_row(entry):
    moment, code, new, changed, withdrawn = entry
    return {"time": moment, "code": code, "new": new, "changed": changed, "withdrawn": withdrawn}
