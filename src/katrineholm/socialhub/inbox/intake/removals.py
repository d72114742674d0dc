"""The worker's checks that removed comments are gone from the service."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

import transaction

from ...accounts.channels.facts import known_one
from ...accounts.channels.hub import hubs
from ...core.connectors.connector import Connector
from ...core.connectors.session import Session
from ...core.feeds import fetch
from ...core.feeds.answer import expect
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import networks_from
from ...core.messages.completing import as_known
from ...core.messages.store import messages_of
from ...refresh import health
from ...refresh.asking import ask_all
from ...refresh.chores import Chore
from ...refresh.faults import attempt, gather, path_of
from ...refresh.settings import host_spacing
from ...refresh.state import OF_TOKENS
from ...refresh.worker import Worker
from ..reminders.letters import tell_still_there
from ..routing.routing import waits_for
from . import removals_kept
from .hiding import hiding
from .removals_told import IS_GONE, SHOWN, STILL_HIDDEN, told
from .until import Until

EVERY = 120
FEW = 10  # messages in a round
SECONDS = 60
PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Job:
    """A message to check; not ``removed`` if it has been restored.

    ``inside`` if the channel's feed is in a network that the operator allowed.
    """

    hub_path: str
    number: int
    address: str
    text: str
    hiding: tuple[Connector, Session, str] | None = field(default=None, repr=False)
    removed: bool = True
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """The finding at a message's URL, see ``removal_parser``."""

    status: int
    found: str


def look(job: Job, now: int, *, run: Callable, get: Callable = fetch.get) -> Seen:
    """Hide the comment at the service, or fetch its page; raise FeedError."""
    if job.hiding:
        return _hide_result(job, *job.hiding)
    answer = get(job.address, accept=PAGE, networks=networks_from(job.inside))
    if answer.status not in (404, 410):
        expect(answer, now=datetime.fromtimestamp(now, UTC))
    found = run(told, job.text, job.address, answer.status, answer.body)
    return Seen(answer.status, found)


def _hide_result(job, connector, session, remark) -> Seen:
    """Hide or show a comment at the service, and return the finding. Raise FeedError."""
    done, undone = ("hidden", "there") if job.removed else (SHOWN, STILL_HIDDEN)
    try:
        return Seen(200, done if connector.hide(session, remark, job.removed) else undone)
    except FeedError as error:
        if error.code == "no_such_account":
            return Seen(404, "gone")
        if error.code in OF_TOKENS:
            return Seen(403, undone)
        raise


def look_for_removed(worker: Worker, *, look: Callable = look, clock: Callable = monotonic) -> None:
    """Check some of the removed comments, and log the findings."""
    transaction.begin()
    jobs = _jobs(worker)[:FEW]
    transaction.abort()  # no transaction while waiting for a server
    answers = ask_all(
        jobs,
        lambda job: look(job, worker.now(), run=worker.parsers.run),
        address=lambda job: job.address,
        spacing=host_spacing(),
        stop=Until(worker.stop, clock() + SECONDS, clock),
    )
    for batch in answers:
        for job, seen in batch:
            path = _message_path(job.hub_path, job.number)
            attempt(worker, path, worker.write, _log_finding, worker.site, job, seen, worker.now())
        worker.beat()


def _jobs(worker) -> list[Job]:
    now = worker.now()
    due = gather(
        worker, hubs(), lambda hub: ((hub, number) for number in removals_kept.due(hub, now))
    )
    places = {_message_path(path_of(hub), number): (hub, number) for hub, number in due}
    return gather(worker, places, lambda each: _job(*each))


def _job(hub, number) -> Iterator[Job]:
    found, removed = as_known(messages_of(hub)[number]), _is_removed(hub, number)
    way = hiding(hub, number)
    if removed or way:
        content = found["permalink"], found["text"]
        yield Job(path_of(hub), number, *content, way, removed, _is_inside(hub, number))


def _is_inside(hub, number):
    """Return whether the comment's URL may be in an allowed network, as its feed is."""
    facts = known_one(hub, messages_of(hub)[number]["channel"])
    return facts is not None and health.is_inside(hub, facts.uid, facts.feed_url)


def _message_path(hub_path, number) -> str:
    return f"{hub_path}/@@messages/{number}"


def _log_finding(site, job, seen, now):
    """Log the finding in a transaction, unless the message was restored meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None or not removals_kept.is_wanted(hub, job.number):
        return
    if job.removed != _is_removed(hub, job.number):
        return
    is_told = not isinstance(seen, FeedError) and bool(seen.found)
    is_gone = is_told and seen.found in IS_GONE
    if is_told:
        given = {"gone": is_gone, "status": seen.status, "found": seen.found}
        messages_of(hub).record(job.number, "looked", given, who="", now=now)
    if is_gone or (is_told and seen.found == SHOWN):
        removals_kept.forget(hub, job.number)
        return
    removals_kept.look_again(hub, job.number, now)
    if is_told and job.removed:
        tell_still_there(hub, job.number, _assignee(hub, job.number))


def _is_removed(hub, number):
    return messages_of(hub).state(number).is_removed


def _assignee(hub, number):
    message = messages_of(hub)[number]
    return message["who"] or waits_for(hub, message["channel"]).who


LOOKING = Chore(EVERY, look_for_removed)
