"""A report on a channel's retrieval, for the people who can fix it."""

from time import time
from typing import Any

from plone import api

from ..accounts.channels.facts import ChannelFacts
from ..core.timeline.store import timeline_of
from ..site.pages.refusals import message_from_code
from . import lease
from .answer_storage import current_state
from .state import Status, last_checked, next_due, proposed_url


def retrieval_report(site: Any, facts: ChannelFacts) -> dict:
    """Return a channel's report: times in seconds since 1970 or None, ``problem`` as a
    dict.
    """
    hub = site.unrestrictedTraverse(facts.hub_path)
    state, seen = current_state(hub, facts), lease.last_finished_round(site)
    interval, now = facts.interval * 60, int(time())
    return {
        "title": facts.title,
        "path": facts.path,
        "feed_url": facts.feed_url,
        "interval": facts.interval,
        "entries": timeline_of(hub).size(facts.uid),
        "newest": timeline_of(hub).newest(facts.uid),
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
    """Return when the channel is due next, not before now; None if it is not retrieved."""
    now = int(time())
    moment = next_due(state, interval, seen, now)
    return moment and max(moment, now)


def current_problem(state: Status) -> dict | None:
    """Return the current problem as ``code`` and ``message``, or None."""
    if not state.code:
        return None
    sentence = message_from_code(state.code, dict(state.values))
    return {"code": state.code, "message": api.portal.translate(sentence)}


def _log_row(entry):
    moment, code, new, changed, withdrawn = entry
    return {"time": moment, "code": code, "new": new, "changed": changed, "withdrawn": withdrawn}
