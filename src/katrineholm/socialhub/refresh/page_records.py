"""Retrieval of connected pages' posts, which are stored but never shown (guideline G0a)."""

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
from ..accounts.registration.connections import Connection, update_connection
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

KEY = "katrineholm.socialhub.recorded"
INTERVAL = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class PageJob:
    """A connected page to retrieve, with the stored validators of its last answer."""

    facts: ChannelFacts
    kept: Connection
    connector: Connector
    session: Session = field(repr=False)
    known: FeedState


def retrieve_records(worker: Worker) -> None:
    """Retrieve the due pages that are stored for the record only, and store their new posts.

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


def record_row(hub: Any, uid: str) -> tuple[str, str, int, int, bool]:
    """Return a page's ETag, digest, last full read, next try and ``inside`` (since 1.0.0a2)."""
    row = hub_storage.stored_data(hub, KEY).get(uid, ("", "", 0, 0))
    return (*row, False)[:5]


def _jobs(each: ConnectedChannel, now: int) -> Iterator[PageJob]:
    hub, facts, kept = each
    etag, digest, whole_at, next_try, _inside = record_row(hub, facts.uid)
    if kept.problem or not has_come(next_try, now):
        return
    account = connection_account(kept, facts.uid, facts.path)  # a refusal is shown on its own page
    connector, session = account.connector, account.session
    if connector is not None and session is not None and connector.record is not None:
        when = datetime.fromtimestamp(whole_at, UTC) if whole_at else None
        known = FeedState(etag=etag, digest=digest, whole_at=when)
        yield PageJob(facts, kept, connector, session, known)


def _new_posts(worker, job: PageJob) -> tuple[FeedState, list[Entry]] | None:
    connector = replace(job.connector, posts=job.connector.record)
    now = datetime.fromtimestamp(worker.now(), UTC)
    found = account_posts.retrieve_posts(connector, job.session, job.kept.account, job.known, now)
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
        if answer.code in TOKEN_PROBLEMS:
            update_connection(hub, job.facts.uid, problem=answer.code)
    elif answer is not None:
        known, entries = answer
        posts = [DownloadedPost(entry_values(each), closed=job.facts.platform) for each in entries]
        list(store_download(hub, job.facts, posts, kept=RECORD, by=job.kept.by, now=now))
    if wait or known != job.known:
        at = int(known.whole_at.timestamp()) if known.whole_at else 0
        row = (known.etag, known.digest, at, now + wait if wait else 0, known.inside)
        hub_storage.writable_data(hub, KEY)[job.facts.uid] = row


RECORD_CHORE = Chore(INTERVAL, retrieve_records)
