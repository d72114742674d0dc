"""Retrieval of connected accounts' posts that are stored but never shown.

These are the posts of pages (guideline G0a), and the stories of accounts, which their service
removes after a day. Their absence from a later answer means nothing: no post is withdrawn here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any

import transaction

from .. import HOUR, MINUTE, has_come
from ..accounts.channels import hub_storage
from ..accounts.channels.facts import ChannelFacts
from ..accounts.registration.connections import (
    Connection,
    note_story_error,
    update_connection,
)
from ..core.feeds import draft
from ..core.feeds.errors import FeedError
from ..core.feeds.model import Entry, FeedState, entry_values
from ..core.sources import account_posts
from ..core.sources.connector import Connector
from ..core.sources.session import Session
from ..core.timeline.downloads import RECORD, DownloadedPost
from .account_channels import ConnectedChannel, connected_channels, connection_account
from .answer_storage import store_download
from .chores import Chore
from .faults import attempt, collect_results
from .settings import host_spacing
from .source_requests import result_batches
from .state import TOKEN_PROBLEMS
from .worker import Worker

POSTS, STORIES = "record", "story"
KEYS = {POSTS: "katrineholm.socialhub.recorded", STORIES: "katrineholm.socialhub.stories"}
INTERVAL = 15 * MINUTE
OF_THE_ACCOUNT = ("token_ended", "rate_limited")  # errors that stories would meet, too


@dataclass(frozen=True, slots=True)
class PageJob:
    """Posts or stories to retrieve, with the stored validators of their last answer.

    The ``connector`` has their reader in the place of that of public posts.
    """

    facts: ChannelFacts
    kept: Connection
    connector: Connector
    session: Session = field(repr=False)
    known: FeedState
    kind: str


def retrieve_records(worker: Worker) -> None:
    """Retrieve the due posts and stories that are stored for the record only, and store new ones.

    They are asked one after another, so those that have waited longest come first: the chore is
    interrupted if other sites wait.
    """
    transaction.begin()
    jobs = collect_results(
        worker, connected_channels(worker), lambda each: _jobs(each, worker.now())
    )
    transaction.abort()  # nothing is held open while a server is waited for
    jobs.sort(key=lambda job: worker.asked.get(job.facts.uid, 0))
    batches = result_batches(
        jobs,
        partial(_new_posts, worker),
        address=lambda job: f"https://{job.connector.host}",
        spacing=host_spacing(),
        stop=worker.stop,
        until=monotonic() + worker.chore_seconds,
    )
    for batch in batches:
        for job, answer in batch:
            worker.asked[job.facts.uid] = worker.now()
            attempt(worker, job.facts.path, worker.write, _store_answer, worker, job, answer)
        worker.beat()


def record_row(hub: Any, uid: str, kind: str = POSTS) -> tuple[str, str, int, int, bool]:
    """Return a page's ETag, digest, last full read, next try and ``inside`` (since 1.0.0a2)."""
    row = hub_storage.stored_data(hub, KEYS[kind]).get(uid, ("", "", 0, 0))
    return (*row, False)[:5]


def _jobs(each: ConnectedChannel, now: int) -> Iterator[PageJob]:
    hub, facts, kept = each
    account = connection_account(kept, facts.uid, facts.path)  # a refusal is shown on its own page
    if account.connector is None or account.session is None or kept.problem:
        return
    readers = {POSTS: account.connector.record, STORIES: account.connector.stories}
    for kind, reader in readers.items():
        etag, digest, whole_at, next_try, _inside = record_row(hub, facts.uid, kind)
        if reader is not None and has_come(next_try, now):
            when = datetime.fromtimestamp(whole_at, UTC) if whole_at else None
            known = FeedState(etag=etag, digest=digest, whole_at=when)
            connector = replace(account.connector, posts=reader)
            yield PageJob(facts, kept, connector, account.session, known, kind)


def _new_posts(worker, job: PageJob) -> tuple[FeedState, list[Entry]] | None:
    if job.session.wait:
        return None  # asked for a moment ago, when the posts of the same account were retrieved
    now = datetime.fromtimestamp(worker.now(), UTC)
    try:
        found = account_posts.retrieve_posts(
            job.connector, job.session, job.kept.account, job.known, now
        )
    except FeedError as error:
        if error.code in OF_THE_ACCOUNT:
            job.session.wait = error.retry_after or HOUR
        raise
    if found is None:
        return None
    known, document = found
    return known, worker.parsers.run(draft.finished_feed, document).entries


def _store_answer(worker, job: PageJob, answer) -> None:
    """Store an answer within a transaction, unless the connection has changed meanwhile."""
    hub, now = worker.hub(job.facts), worker.now()
    known, wait = job.known, job.session.wait or 0
    if isinstance(answer, FeedError):
        wait = max(wait, answer.retry_after or HOUR)
    elif answer is not None:
        known, entries = answer
        _store_posts(hub, job, entries, now)
        worker.plan.look_for_pictures(job.facts.uid)
    _note_problem(hub, job, answer)
    if wait or known != job.known:
        at = int(known.whole_at.timestamp()) if known.whole_at else 0
        row = (known.etag, known.digest, at, now + wait if wait else 0, known.inside)
        hub_storage.writable_data(hub, KEYS[job.kind])[job.facts.uid] = row


def _store_posts(hub, job: PageJob, entries: list[Entry], now: int) -> None:
    closed = job.facts.platform if job.kind == POSTS else STORIES
    posts = [DownloadedPost(entry_values(each), closed=closed) for each in entries]
    list(store_download(hub, job.facts, posts, kept=RECORD, by=job.kept.by, now=now))


def _note_problem(hub, job: PageJob, answer) -> None:
    """Note what only another token fixes; one without the right to stories still gives posts."""
    error = answer if isinstance(answer, FeedError) and answer.code in TOKEN_PROBLEMS else None
    if error is not None and (job.kind == POSTS or error.code == "token_ended"):
        update_connection(hub, job.facts.uid, problem=error.code)
    elif job.kind == STORIES:
        why = None if error is None else (error.code, error.values)
        note_story_error(hub, job.facts.uid, why)


RECORD_CHORE = Chore(INTERVAL, retrieve_records)
