"""The worker's retrieval of comments from connected accounts, with access tokens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

import transaction

from ... import has_come
from ...accounts.channels.facts import ChannelFacts
from ...accounts.registration.connections import (
    Connection,
    has_scopes,
    open_session,
    update_connection,
)
from ...core.feeds.errors import FeedError
from ...core.feeds.model import FeedState
from ...core.sources.connector import Connector
from ...core.sources.session import Session
from ...refresh.account_channels import ConnectedChannel, connected_channels
from ...refresh.chores import Chore
from ...refresh.faults import attempt, collect_results
from ...refresh.settings import host_spacing
from ...refresh.source_requests import result_batches
from ...refresh.state import TOKEN_PROBLEMS
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from . import comment_state
from .comment_parser import MOST, CommentPage, comment_of
from .comment_retrieval import CommentJob, store_answers
from .comment_sources import ACCOUNT, Source
from .comment_state import INTERVAL
from .time_limit import TimeLimit

SECONDS = 120


@dataclass(frozen=True, slots=True)
class AccountJob(CommentJob):
    """A connected account to retrieve comments from, and the session for it."""

    connector: Connector
    session: Session = field(repr=False)
    kept: Connection = field(repr=False)


def retrieve_account_comments(worker: Worker, *, clock: Callable = monotonic) -> None:
    """Retrieve and store new comments on connected channels that allow a dialogue."""
    transaction.begin()
    found = connected_channels(worker) if setting("retrieve_comments") else []
    jobs = collect_results(worker, found, lambda each: _jobs(each, worker.now()))
    transaction.abort()  # no transaction while waiting for a server
    end = clock() + min(SECONDS, worker.chore_seconds)
    until: Any = TimeLimit(worker.stop, end, clock)
    batches = result_batches(
        jobs, _fetched, address=lambda job: job.source.url, spacing=host_spacing(), stop=until
    )
    for batch in batches:
        for job, answer in batch:
            if isinstance(answer, FeedError) and answer.code in TOKEN_PROBLEMS:
                note = partial(_note_problem, worker, job.facts, answer.code)
                attempt(worker, job.facts.path, worker.write, note)
        store_answers(worker, {job.facts.uid: [(job, answer)] for job, answer in batch})
        worker.beat()


def _jobs(each: ConnectedChannel, now: int) -> Iterator[AccountJob]:
    hub, facts, kept = each
    state = comment_state.stored_state(hub, facts.uid)
    is_waiting = state and not has_come(state.next_try, now)
    if not facts.dialogue or kept.problem or is_waiting:
        return
    try:
        found, session = open_session(kept, facts.uid, facts.path.rpartition("/")[2])
    except FeedError:
        return  # the connection's own page shows the fault
    if found.comments is not None and has_scopes(kept, found.comment_scopes):
        source = Source(f"https://{found.host}/{kept.account}", ACCOUNT, facts.profile_url)
        yield AccountJob(facts, source, FeedState(), found, session, kept)


def _fetched(job: AccountJob) -> tuple[FeedState, CommentPage]:
    assert job.connector.comments is not None
    own = job.kept.name.strip("@").casefold()
    comments = job.connector.comments(job.session, job.kept.account)
    others = (each for each in comments if each.sender.get("name", "").casefold() != own)
    found = [comment for each in others if (comment := comment_of(each, remote=each.id))]
    return FeedState(), CommentPage(tuple({each.id: each for each in found[:MOST]}.values()))


def _note_problem(worker: Worker, facts: ChannelFacts, code: str) -> None:
    update_connection(worker.hub(facts), facts.uid, problem=code)


ACCOUNT_COMMENTS_CHORE = Chore(INTERVAL, retrieve_account_comments)
