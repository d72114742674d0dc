"""The worker's retrieval of comments from connected accounts, by token."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import transaction

from ... import has_come
from ...accounts.channels.facts import ChannelFacts
from ...accounts.connections.book import Connection, note
from ...accounts.connections.opening import opened
from ...core.connectors.connector import Connector
from ...core.connectors.session import Session
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Known
from ...refresh.asking import ask_all
from ...refresh.chores import Chore
from ...refresh.connected import Connected, connected
from ...refresh.faults import attempt, gather
from ...refresh.settings import host_spacing
from ...refresh.state import OF_TOKENS
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from . import comment_state
from .comment_parsing import MOST, Found, comment_of
from .comment_sources import ACCOUNT, Source
from .comment_state import EVERY
from .comments import Job, keep_answers
from .until import Until

SECONDS = 120


@dataclass(frozen=True, slots=True)
class AccountJob(Job):
    """A connected account to retrieve comments from."""

    connector: Connector
    session: Session = field(repr=False)
    kept: Connection = field(repr=False)


def retrieve(worker: Worker, *, clock: Callable = monotonic) -> None:
    """Retrieve and store new comments on connected channels with a dialogue."""
    transaction.begin()
    found = connected(worker) if setting("retrieve_comments") else []
    jobs = gather(worker, found, lambda each: _jobs(each, worker.now()))
    transaction.abort()  # no transaction while waiting for a server
    until: Any = Until(worker.stop, clock() + SECONDS, clock)
    batches = ask_all(
        jobs, _fetched, address=lambda job: job.source.url, spacing=host_spacing(), stop=until
    )
    for batch in batches:
        for job, answer in batch:
            if isinstance(answer, FeedError) and answer.code in OF_TOKENS:
                attempt(
                    worker,
                    job.facts.path,
                    worker.write,
                    _note_problem,
                    worker,
                    job.facts,
                    answer.code,
                )
        keep_answers(worker, {job.facts.uid: [(job, answer)] for job, answer in batch})
        worker.beat()


def _jobs(each: Connected, now: int) -> Iterator[AccountJob]:
    hub, facts, kept = each
    if not facts.dialogue or kept.problem or _is_waiting(hub, facts, now):
        return
    try:
        found, session = opened(kept, facts.uid, facts.path.rpartition("/")[2])
    except FeedError:
        return  # the connection's own page shows the fault
    if found.remarks is not None:
        source = Source(f"https://{found.host}/{kept.account}", ACCOUNT, facts.profile_url)
        yield AccountJob(facts, source, Known(), found, session, kept)


def _is_waiting(hub, facts, now):
    state = comment_state.recall(hub, facts.uid)
    return bool(state and not has_come(state.next_try, now))


def _fetched(job: AccountJob) -> tuple[Known, Found]:
    assert job.connector.remarks is not None
    own = job.kept.name.strip("@").casefold()
    remarks = job.connector.remarks(job.session, job.kept.account)
    others = (each for each in remarks if each.sender.get("name", "").casefold() != own)
    found = [comment for each in others if (comment := comment_of(each))]
    return Known(), Found(tuple({each.id: each for each in found[:MOST]}.values()))


def _note_problem(worker: Worker, facts: ChannelFacts, code: str) -> None:
    note(worker.hub(facts), facts.uid, problem=code)


RETRIEVING = Chore(EVERY, retrieve)
