"""The worker's checks that removed comments are no longer visible on the service."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

import transaction

from ...accounts.channels.facts import any_channel
from ...accounts.channels.hub import all_hubs
from ...core.feeds import retrieval
from ...core.feeds.errors import FeedError
from ...core.feeds.response import checked_response
from ...core.feeds.settings import networks_for_redirects
from ...core.messages.content import known_content
from ...core.messages.store import messages_of
from ...core.sources.connector import Connector
from ...core.sources.session import Session
from ...refresh import state_storage
from ...refresh.chores import Chore
from ...refresh.faults import attempt, collect_results, item_path
from ...refresh.settings import host_spacing
from ...refresh.source_requests import result_batches
from ...refresh.state import TOKEN_PROBLEMS
from ...refresh.worker import Worker
from ..steps.mails import notify_still_visible
from ..steps.routing import channel_assignment
from . import removal_schedule
from .remote_comments import hide_access
from .removal_parser import GONE_FINDINGS, SHOWN, STILL_HIDDEN, page_visibility
from .time_limit import TimeLimit

EVERY = 120
FEW = 10  # messages in a round
SECONDS = 60
PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class RemovalJob:
    """A message to check; ``removed`` is False if it has been restored.

    ``inside`` is True if the channel's feed is in an internal network that the operator allowed.
    """

    hub_path: str
    number: int
    address: str
    text: str
    hiding: tuple[Connector, Session, str] | None = field(default=None, repr=False)
    removed: bool = True
    inside: bool = False


@dataclass(frozen=True, slots=True)
class RemovalFinding:
    """The result of a check: the response's status, and a finding of ``removal_parser``."""

    status: int
    found: str


def removal_check_result(
    job: RemovalJob, now: int, *, run: Callable, get: Callable = retrieval.fetch_url
) -> RemovalFinding:
    """Hide or show a comment by API, or fetch its page; return the finding. Raise FeedError."""
    if job.hiding:
        return _hide_result(job, *job.hiding)
    answer = get(job.address, accept=PAGE, networks=networks_for_redirects(job.inside))
    if answer.status not in (404, 410):
        checked_response(answer, now=datetime.fromtimestamp(now, UTC))
    found = run(page_visibility, job.text, job.address, answer.status, answer.body)
    return RemovalFinding(answer.status, found)


def _hide_result(job, connector, session, remark) -> RemovalFinding:
    """Hide or show a comment at the service, and return the finding. Raise FeedError."""
    done, undone = ("hidden", "there") if job.removed else (SHOWN, STILL_HIDDEN)
    try:
        return RemovalFinding(200, done if connector.hide(session, remark, job.removed) else undone)
    except FeedError as error:
        if error.code == "no_such_account":
            return RemovalFinding(404, "gone")
        if error.code in TOKEN_PROBLEMS:
            return RemovalFinding(403, undone)
        raise


def check_removals(
    worker: Worker, *, look: Callable = removal_check_result, clock: Callable = monotonic
) -> None:
    """Check some of the removed comments that are due, and log the findings."""
    transaction.begin()
    jobs = _jobs(worker)[:FEW]
    transaction.abort()  # no transaction while waiting for a server
    answers = result_batches(
        jobs,
        lambda job: look(job, worker.now(), run=worker.parsers.run),
        address=lambda job: job.address,
        spacing=host_spacing(),
        stop=TimeLimit(worker.stop, clock() + min(SECONDS, worker.chore_seconds), clock),
    )
    for batch in answers:
        for job, seen in batch:
            path = _message_path(job.hub_path, job.number)
            attempt(worker, path, worker.write, _log_finding, worker.site, job, seen, worker.now())
        worker.beat()


def _jobs(worker) -> list[RemovalJob]:
    now = worker.now()
    due = collect_results(
        worker,
        all_hubs(),
        lambda hub: ((hub, number) for number in removal_schedule.due_checks(hub, now)),
    )
    places = {_message_path(item_path(hub), number): (hub, number) for hub, number in due}
    return collect_results(worker, places, lambda each: _job(*each))


def _job(hub, number) -> Iterator[RemovalJob]:
    found, removed = known_content(messages_of(hub)[number]), _is_removed(hub, number)
    way = hide_access(hub, number)
    if removed or way:
        content = found["permalink"], found["text"]
        yield RemovalJob(item_path(hub), number, *content, way, removed, _is_inside(hub, number))


def _is_inside(hub, number):
    """Return whether the comment's URL may be in an allowed network, as its feed is."""
    facts = any_channel(hub, messages_of(hub)[number]["channel"])
    return facts is not None and state_storage.is_source_internal(hub, facts.uid, facts.feed_url)


def _message_path(hub_path, number) -> str:
    return f"{hub_path}/@@messages/{number}"


def _log_finding(site, job, seen, now):
    """Log the finding in a transaction, unless the message was restored meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None or not removal_schedule.has_scheduled_check(hub, job.number):
        return
    if job.removed != _is_removed(hub, job.number):
        return
    has_finding = not isinstance(seen, FeedError) and bool(seen.found)
    is_gone = has_finding and seen.found in GONE_FINDINGS
    if has_finding:
        given = {"gone": is_gone, "status": seen.status, "found": seen.found}
        messages_of(hub).record(job.number, "looked", given, who="", now=now)
    if is_gone or (has_finding and seen.found == SHOWN):
        removal_schedule.cancel_check(hub, job.number)
        return
    removal_schedule.reschedule_check(hub, job.number, now)
    if has_finding and job.removed:
        message = messages_of(hub)[job.number]
        who = message["who"] or channel_assignment(hub, message["channel"]).who
        notify_still_visible(hub, job.number, who)


def _is_removed(hub, number):
    return messages_of(hub).state(number).is_removed


REMOVALS_CHORE = Chore(EVERY, check_removals)
