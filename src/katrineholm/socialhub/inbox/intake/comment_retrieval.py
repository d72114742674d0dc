"""The worker's retrieval of comments that require no access token.

Each round requests a few URLs, with pauses for each host, and has a time limit, to spare feeds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import monotonic

import transaction

from ... import has_come, logger
from ...accounts.channels.channel_records import channels_by_uid
from ...accounts.channels.channel_records import each_channel as every_channel
from ...accounts.channels.facts import ChannelFacts
from ...core.feeds.errors import FeedError
from ...core.feeds.model import FeedState
from ...core.feeds.reader import retrieve_feed
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import latest_entries
from ...refresh import state_storage
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, write_batch
from ...refresh.settings import host_spacing
from ...refresh.source_requests import is_host_busy, is_postponed, result_batches, url_host
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from . import comment_state
from .comment_parser import CommentPage, parsed_comments
from .comment_sources import ENTRIES, Source, channel_source, comment_sources, entry_source
from .comment_state import INTERVAL
from .comment_storage import CommentAnswers, comment_changes, store_comments
from .time_limit import TimeLimit

SECONDS = 120
GONE_CODES = ("missing", "gone")


@dataclass(frozen=True, slots=True)
class CommentJob:
    """A source of comments on a channel to retrieve, with its cache data."""

    facts: ChannelFacts
    source: Source
    known: FeedState


def fetched_comments(
    source: Source, known: FeedState, now: int, *, run: Callable
) -> tuple[FeedState, CommentPage] | None:
    """Return a source's new cache data and comments; None if unchanged. Raise FeedError."""
    moment = datetime.fromtimestamp(now, UTC)
    received = retrieve_feed(source.url, known, now=moment)
    if received is None or not received.body:
        return None
    found = run(parsed_comments, received.body, received.content_type, source, moment)
    return received.reading.known, found


def retrieve_comments(
    worker: Worker, *, look: Callable = fetched_comments, clock: Callable = monotonic
) -> None:
    """Retrieve and store new comments on official channels that allow a dialogue."""
    transaction.begin()
    jobs = _jobs(worker) if setting("retrieve_comments") else []
    transaction.abort()  # no transaction while waiting for a server
    until = TimeLimit(worker.stop, clock() + min(SECONDS, worker.chore_seconds), clock)
    answers = _fetched_answers(worker, jobs, partial(look, run=worker.parsers.run), until)
    store_answers(worker, answers)


def _jobs(worker) -> list[CommentJob]:
    talking = [facts for facts in every_channel(worker.site) if facts.dialogue and facts.feed_url]
    paused = set(collect_results(worker, talking, lambda facts: _busy_host(worker, facts)))
    asked = [facts for facts in talking if url_host(facts.feed_url) not in paused]
    return collect_results(worker, asked, lambda facts: _channel_jobs(worker, facts))


def _channel_jobs(worker, facts) -> Iterator[CommentJob]:
    now, state = worker.now(), comment_state.stored_state(worker.hub(facts), facts.uid)
    if state and not has_come(state.next_try, now):
        return
    known, behind = (state.known, not has_come(state.behind, now)) if state else ({}, False)
    asked = facts.platform, facts.feed_url, _entries(worker, facts), now // INTERVAL
    for source in comment_sources(*asked, behind=behind):
        yield CommentJob(facts, source, known.get(source.url, FeedState()))


def _busy_host(worker, facts) -> Iterator[str]:
    """Yield a channel's host, if it refused requests for the feed or its comments for a while."""
    hub, now = worker.hub(facts), worker.now()
    states = state_storage.load_status(hub, facts.uid), comment_state.stored_state(hub, facts.uid)
    standings = [(each.code, each.next_try or 0) for each in states if each]
    if any(code == "busy" and not has_come(next_try, now) for code, next_try in standings):
        yield url_host(facts.feed_url)


def _entries(worker, facts):
    return latest_entries(timeline_of(worker.hub(facts)), [facts.uid], size=ENTRIES)


def _fetched_answers(worker, jobs, look, until) -> dict[str, list[tuple]]:
    answers = defaultdict(list)
    while jobs:
        led_to, busy = [], set()
        for batch in result_batches(
            jobs,
            lambda job: look(job.source, job.known, worker.now()),
            address=lambda job: job.source.url,
            spacing=host_spacing(),
            stop=until,
        ):
            for job, answer in batch:
                if is_postponed(answer):
                    continue
                answers[job.facts.uid].append((job, answer))
                more = answer[1].more if isinstance(answer, tuple) else ()
                led_to += [CommentJob(job.facts, source, FeedState()) for source in more]
                busy |= {url_host(job.source.url)} if is_host_busy(answer) else set()
            worker.beat()
        jobs = [job for job in led_to if url_host(job.source.url) not in busy]
    return answers


def store_answers(worker: Worker, answers: Mapping[str, list[tuple]]) -> None:
    """Store new and edited comments from services' responses, keyed by channel UID."""
    transaction.begin()
    present = [facts for facts in channels_by_uid(answers) if facts.dialogue]
    by_hub = defaultdict(list)
    for heard in collect_results(
        worker, present, lambda facts: _changed_answers(worker, facts, answers[facts.uid])
    ):
        by_hub[heard.facts.hub_path].append(heard)
    for found in by_hub.values():
        places = {each.facts.path: each for each in found}
        # All at once; else channel by channel.
        write_batch(worker, places, partial(_store, worker))


def _changed_answers(worker, facts, answers) -> Iterator[CommentAnswers]:
    heard = _channel_answers(worker, facts, answers)
    if comment_changes(worker.hub(facts), heard, worker.now()):
        yield heard


def _store(worker, heard):
    """Store the changes of channels that are still official."""
    official = {facts.uid for facts in channels_by_uid(each.facts.uid for each in heard)}
    still = [each for each in heard if each.facts.uid in official]
    if not still:
        return
    stored = store_comments(worker.hub(still[0].facts), still, worker.now())
    for each, changes in zip(still, stored, strict=True):
        line = "%s: %d new comments, %d changed"
        logger.info(line, each.facts.path, len(changes.new), len(changes.edited))


def _channel_answers(worker, facts, answers) -> CommentAnswers:
    refused = [
        answer
        for job, answer in answers
        if isinstance(answer, FeedError) and not (job.source.about and answer.code in GONE_CODES)
    ]
    found = [(job, answer) for job, answer in answers if isinstance(answer, tuple)]
    if refused:
        logger.warning("%s: comments: %s", facts.path, refused[0].code)
    return CommentAnswers(
        facts,
        frozenset(_source_urls(worker, facts)),
        tuple((job.source, answer[1]) for job, answer in found),
        {job.source.url: answer[0] for job, answer in found},
        refused[0] if refused else None,
    )


def _source_urls(worker, facts) -> Iterator[str]:
    blog = facts.platform, facts.feed_url
    entries = (entry_source(*blog, each) for each in _entries(worker, facts))
    return (place.url for place in (channel_source(*blog), *entries) if place)


COMMENTS_CHORE = Chore(INTERVAL, retrieve_comments)
