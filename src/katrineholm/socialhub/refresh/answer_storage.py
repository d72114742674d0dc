"""Storage of a source's answer: its entries in the timeline, the outcome in the state."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .. import DAY
from ..accounts.channels import post_acts
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.filters import entry_filter
from ..core.feeds.errors import FeedError
from ..core.feeds.model import Entry, Reading, entry_values
from ..core.timeline.decisions import apply_limits
from ..core.timeline.documents import Changes, store_document, withdraw_missing
from ..core.timeline.downloads import DownloadedPost, store_downloads
from ..core.timeline.store import Timeline, timeline_of
from ..core.timeline.submissions import entry_with_link, store_submission, update_submission
from ..site.settings.registry import setting
from . import state_storage, subscriptions
from .mails import send_stop_mail, send_withdrawal_mail
from .parser_tasks import PreparedFeed, prepared_feed
from .state import (
    State,
    is_worth_storing,
    restarted_state,
    state_after_failure,
    state_after_success,
)

NO_CHANGES = Changes()


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a retrieval. Its ``status`` is ok, unchanged, failed, postponed or by_hand.

    ``by_hand`` means that the channel has nothing to retrieve. ``state`` is the new state, whether
    it is ``written`` to the database or not, or None if the source was not asked. ``again`` is when
    a postponed channel is to be retrieved, in seconds since 1970.
    """

    status: str
    changes: Changes = NO_CHANGES
    state: State | None = None
    written: bool = False
    again: int = 0


def store_answer(
    hub: Any,
    facts: ChannelFacts,
    answer: Reading | FeedError | None,
    now: int,
    *,
    start: Callable[[State | None], State | None] = lambda written: written,
    always: bool = False,
) -> Result:
    """Store the answer of a source, None if nothing is new, in the current transaction.

    ``start`` returns the caller's newer state, given the stored one. Nothing is written if nothing
    is new, except with ``always``, which also records the time of an answer without news.
    """
    written = current_state(hub, facts)
    state = start(written) or State(facts.feed_url)
    if isinstance(answer, FeedError):
        before = restarted_state(state) if always else state
        limit = setting("stop_after")
        after = state_after_failure(before, answer, now, facts.interval * 60, stop_after=limit)
        result = Result("failed", NO_CHANGES, after)
        if after.is_stopped and not state.is_stopped:
            send_stop_mail(hub, facts, after, now)
    else:
        result = _store_reading(hub, facts, answer, state, now)
        post_acts.note_act(hub, "withdraw", result.changes.withdrawn, now=now)
        send_withdrawal_mail(hub, facts, result.changes.withdrawn, now)
        post_acts.note_act(hub, "return", result.changes.returned, now=now)
    if always or result.status == "ok" or is_worth_storing(written, result.state):
        state_storage.store_state(hub, facts.uid, result.state)
        return replace(result, written=True)
    # In memory only: the plan's grid continues from the stored success.
    return replace(result, state=replace(result.state, checked=written.checked, log=written.log))


def store_entry(
    hub: Any, facts: ChannelFacts, entry: Entry, *, by: str, now: int
) -> tuple[str, str]:
    """Store a submitted entry, and return its id and ``new``, ``changed`` or ``same``."""
    timeline = timeline_of(hub)
    was_out = _is_withdrawn(entry_with_link(timeline, facts.uid, entry.link))
    entry_id, done = store_submission(
        timeline,
        facts.uid,
        entry_values(entry),
        by=by,
        now=now,
        passes=entry_filter(facts),
        hold=facts.hold,
    )
    _log_return(hub, facts, entry_id, was_out, now)
    return entry_id, done


def rewrite_entry(
    hub: Any,
    facts: ChannelFacts,
    entry_id: str,
    entry: Entry | None,
    alts: Mapping[str, str],
    *,
    by: str,
    now: int,
) -> str:
    """Rewrite a stored entry or its ``alts``, and return ``changed`` or ``same``."""
    timeline = timeline_of(hub)
    was_out = _is_withdrawn(timeline.existing(entry_id))
    wrote = entry_values(entry) if entry else None
    done = update_submission(
        timeline, entry_id, wrote, alts, by=by, now=now, passes=entry_filter(facts)
    )
    _log_return(hub, facts, entry_id, was_out, now)
    return done


def store_download(
    hub: Any, facts: ChannelFacts, posts: Iterable[DownloadedPost], *, kept: str, by: str, now: int
) -> Iterator[tuple[str, str]]:
    """Store the posts of a download, and yield the id and ``new``, ``changed`` or ``same``."""
    timeline, shown = timeline_of(hub), entry_filter(facts)
    yield from store_downloads(
        timeline, facts.uid, posts, visibility=kept, by=by, now=now, passes=shown, hold=facts.hold
    )
    trim_entries(timeline, facts, now)


def current_state(hub: Any, facts: ChannelFacts) -> State | None:
    """Return the stored state of the channel, or None if there is none for its feed URL."""
    state = state_storage.load_state(hub, facts.uid)
    return state if state and state.feed_url == facts.feed_url else None


def trim_entries(timeline: Timeline, facts: ChannelFacts, now: int) -> int:
    """Hide the entries that exceed the channel's limits, and return the number of these entries."""
    newer_than = now - facts.max_age * DAY if facts.max_age else None
    return apply_limits(timeline, facts.uid, keep=facts.max_entries, newer_than=newer_than)


def _log_return(hub, facts, entry_id, was_out, now):
    """Log the return of a post that was withdrawn by its source and is written again."""
    timeline = timeline_of(hub)
    if was_out and not _is_withdrawn(timeline.existing(entry_id)):
        post_acts.note_act(hub, "return", [entry_id], now=now)
    trim_entries(timeline, facts, now)


def _is_withdrawn(entry):
    return entry is not None and entry["withdrawn"] is not None


def _store_reading(hub, facts, reading: Reading | None, start, now):
    timeline, subscription = timeline_of(hub), subscriptions.load_subscription(hub, facts.uid)
    if reading is None or reading.feed is None:
        changes = withdraw_missing(timeline, facts.uid, now=now)
    else:
        feed = reading.feed
        prepared = feed if isinstance(feed, PreparedFeed) else prepared_feed(feed)
        changes = store_document(
            timeline,
            facts.uid,
            prepared.entries,
            now=now,
            floor=prepared.floor,
            deleted=prepared.deleted,
            passes=entry_filter(facts),
            hold=facts.hold,
        )
        if changes != NO_CHANGES:
            trim_entries(timeline, facts, now)
        subscriptions.store_websub_hub(hub, facts.uid, facts.feed_url, reading.push)
    pace = subscriptions.push_interval(subscription, start, changes, facts.interval * 60, now)
    status = "unchanged" if changes == NO_CHANGES else "ok"
    return Result(status, changes, _success_state(start, reading, changes, now, pace))


def _success_state(state, reading, changes, now, pace):
    counts = (len(changes.new), len(changes.changed), len(changes.withdrawn))
    if reading is None:
        return state_after_success(state, state.known, now, wait=state.wait, counts=counts)
    wait = max(reading.wait or 0, pace) or None
    return state_after_success(
        state, reading.known, now, wait=wait, moved_to=reading.moved_to, counts=counts
    )
