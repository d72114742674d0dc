"""The posts of connected pages, stored for the record only and never shown (guideline G0a)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import transaction

from .. import HOUR, MINUTE, has_come
from ..accounts.channels import books
from ..accounts.channels.facts import ChannelFacts
from ..accounts.connections.book import Connection, note
from ..core.connectors import retrieving
from ..core.connectors.connector import Connector
from ..core.connectors.session import Session
from ..core.feeds import draft
from ..core.feeds.errors import FeedError
from ..core.feeds.model import Entry, Known
from ..core.feeds.plain import plain
from ..core.timeline.downloaded import RECORD, Told
from .asking import ask_all
from .chores import Chore
from .connected import Connected, connected, opened_with
from .faults import attempt, gather
from .keep import enter_download
from .settings import host_spacing
from .state import OF_TOKENS
from .worker import Worker

BOOK = "katrineholm.socialhub.recorded"
EVERY = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class Job:
    """A connected page to retrieve, with its stored validators."""

    facts: ChannelFacts
    kept: Connection
    connector: Connector
    session: Session = field(repr=False)
    known: Known


def retrieve(worker: Worker) -> None:
    """Retrieve the pages that are stored for the record only, and store new posts."""
    transaction.begin()
    jobs = gather(worker, connected(worker), lambda each: _jobs(each, worker.now()))
    transaction.abort()  # nothing is held open while a server is waited for
    batches = ask_all(
        jobs,
        partial(_asked, worker),
        address=lambda job: f"https://{job.connector.host}",
        spacing=host_spacing(),
        stop=worker.stop,
    )
    for batch in batches:
        for job, answer in batch:
            attempt(worker, job.facts.path, worker.write, _keep, worker, job, answer)
        worker.beat()


def recalled(hub: Any, uid: str) -> tuple[str, str, int, int, bool]:
    """Return a page's ETag, digest, last full read, next try and, since 1.0.0a2, ``inside``."""
    row = books.read(hub, BOOK).get(uid, ("", "", 0, 0))
    return (*row, False)[:5]


def _jobs(each: Connected, now: int) -> Iterator[Job]:
    hub, facts, kept = each
    etag, digest, whole_at, next_try, _inside = recalled(hub, facts.uid)
    if kept.problem or not has_come(next_try, now):
        return
    account = opened_with(kept, facts.uid, facts.path)  # a refusal is shown on its own page
    connector, session = account.connector, account.session
    if connector is not None and session is not None and connector.record is not None:
        when = datetime.fromtimestamp(whole_at, UTC) if whole_at else None
        known = Known(etag=etag, digest=digest, whole_at=when)
        yield Job(facts, kept, connector, session, known)


def _asked(worker, job: Job) -> tuple[Known, list[Entry]] | None:
    connector = replace(job.connector, posts=job.connector.record)
    now = datetime.fromtimestamp(worker.now(), UTC)
    found = retrieving.retrieve(connector, job.session, job.kept.account, job.known, now)
    if found is None:
        return None
    known, document = found
    return known, worker.parsers.run(draft.feed, document).entries


def _keep(worker, job: Job, answer) -> None:
    """Store an answer within a transaction, unless the connection has changed meanwhile."""
    hub, now = worker.hub(job.facts), worker.now()
    known, wait = job.known, job.session.wait or 0
    if isinstance(answer, FeedError):
        wait = max(wait, answer.retry_after or HOUR)
        if answer.code in OF_TOKENS:
            note(hub, job.facts.uid, problem=answer.code)
    elif answer is not None:
        known, entries = answer
        posts = [Told(plain(each), closed=job.facts.platform) for each in entries]
        list(enter_download(hub, job.facts, posts, kept=RECORD, by=job.kept.by, now=now))
    if wait or known != job.known:
        at = int(known.whole_at.timestamp()) if known.whole_at else 0
        row = (known.etag, known.digest, at, now + wait if wait else 0, known.inside)
        books.begun(hub, BOOK)[job.facts.uid] = row


RECORDING = Chore(EVERY, retrieve)
