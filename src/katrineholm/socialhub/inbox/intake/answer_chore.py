"""The worker's posting of answers at the services, outside of any transaction.

Each answer is claimed in a transaction of its own before it is sent. What was sent without a clear
answer of the service, by a worker that was killed or a connection that was cut, is looked for and
never sent again; if it is not found, a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import transaction
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY, HOUR, MINUTE, _, logger
from ...accounts.channels.facts import any_channel
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.mail_texts import mail_sentence
from ...accounts.registration.connections import (
    open_session,
    stored_connection,
    update_connection,
)
from ...core.feeds.errors import FeedError
from ...core.feeds.links import absolute_url
from ...core.feeds.schedule import back_off_seconds
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...core.sources.connector import Connector
from ...core.sources.model import PostedAnswer
from ...core.sources.session import Session
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, item_path, visit_each
from ...refresh.state import TOKEN_PROBLEMS
from ...refresh.worker import Worker
from ...site.pages.refusals import error_message
from ..steps.routing import return_answer
from . import answer_queue
from .answer_queue import CLAIMED, UNKNOWN, WAITING, Outgoing
from .answer_ways import (
    CHANGED,
    NOT_CONNECTED,
    POSTED_STEP,
    answering_connector,
    approved_answer,
    obstacle,
)
from .remote_comments import remote_id

EVERY = 10  # seconds
PATIENCE = 5 * MINUTE  # after which a claim without an outcome is unknown
LOOKS = (MINUTE, 5 * MINUTE, 30 * MINUTE)  # after an answer of unknown outcome
LONGEST = DAY  # until an answer that cannot be sent is given back
OPEN = ("answered", "watched", "closed")
# Refusals of a service by which it says that it has posted nothing.
REFUSALS = (*TOKEN_PROBLEMS, "rate_limited", "no_such_account")
FINAL = (*TOKEN_PROBLEMS, "no_such_account")
LOST = _(
    "It is not known whether it came through: it was looked for there and not found. See for "
    "yourself at the service before you answer once more."
)


@dataclass(frozen=True, slots=True)
class AnswerJob:
    """A claimed answer to send, or to look for unless it ``sends``."""

    hub_path: str
    number: int
    outgoing: Outgoing
    text: str
    comment: str
    connector: Connector
    session: Session = field(repr=False)

    @property
    def sends(self) -> bool:
        """True if the answer is to be sent, False if it may have been sent before."""
        return self.outgoing.state == CLAIMED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a job: the posted answer, an error, or neither if it was not found."""

    posted: PostedAnswer | None = None
    error: FeedError | None = None
    may_be_sent: bool = False


def post_answers(worker: Worker) -> None:
    """Post the answers that are due, and look for those of unknown outcome."""
    transaction.begin()
    jobs = collect_results(worker, all_hubs(), lambda hub: _places(hub, worker.now()))
    visit_each(worker, dict(jobs), lambda place: _post(worker, *place))


def _places(hub, now) -> Iterator[tuple[str, tuple[str, int]]]:
    path = item_path(hub)
    for number in answer_queue.due_answers(hub, now):
        yield f"{path}/@@messages/{number}", (path, number)


def _post(worker: Worker, hub_path: str, number: int) -> None:
    job = worker.write(_claim, worker.site, hub_path, number, worker.now())
    transaction.abort()  # nothing is held open while a service is waited for
    if job is not None:
        outcome = _outcome(worker, job)
        worker.write(_store_outcome, worker.site, job, outcome, worker.now())


def _claim(site: Any, hub_path: str, number: int, now: int) -> AnswerJob | None:
    """Claim an answer; return None if it is another worker's, or not to be posted any more."""
    hub = site.unrestrictedTraverse(hub_path, None)
    queued = hub and answer_queue.queued_answer(hub, number)
    if not queued or queued.due > now:
        return None
    claimed = _claimed(queued, now)
    hindrance = _hindrance(hub, number) if claimed.state == CLAIMED else None
    if hindrance:
        _give_back(hub, number, hindrance, now)
        return None
    try:
        connector, session = _opened(hub, number)
    except FeedError as error:
        is_lost = claimed.state == UNKNOWN
        _give_back(hub, number, LOST if is_lost else error_message(error), now)
        return None
    answer_queue.store_answer(hub, number, claimed)
    text, comment = approved_answer(hub, number), remote_id(hub, number)
    return AnswerJob(hub_path, number, claimed, text, comment, connector, session)


def _claimed(queued, now):
    """Return the answer as it is claimed now; one that was claimed before may have been sent."""
    state = CLAIMED if queued.state == WAITING else UNKNOWN
    tries = 0 if queued.state == CLAIMED else queued.tries
    return replace(queued, state=state, due=now + PATIENCE, claimed=now, tries=tries)


def _hindrance(hub: Container, number: int) -> Message | None:
    found = obstacle(hub, number)
    if found is None and messages_of(hub).state(number).handling not in OPEN:
        return CHANGED
    return found or (None if answering_connector(hub, number) else NOT_CONNECTED)


def _opened(hub, number):
    uid = messages_of(hub)[number]["channel"]
    facts, connection = any_channel(hub, uid), stored_connection(hub, uid)
    if facts is None or connection is None or not remote_id(hub, number):
        raise FeedError("no_token")
    return open_session(connection, uid, facts.path.rpartition("/")[2])


def _outcome(worker: Worker, job: AnswerJob) -> Outcome:
    """Look for the answer, and send it if it was never sent before. Nothing is stored."""
    assert job.connector.reply is not None
    assert job.connector.find_reply is not None
    about = job.session, job.comment, job.text
    try:
        found = job.connector.find_reply(*about, job.outgoing.queued)
    except FeedError as error:
        return Outcome(error=error, may_be_sent=not job.sends)
    if found or not job.sends:
        return Outcome(found, may_be_sent=True)
    if worker.now() - job.outgoing.claimed >= PATIENCE:
        return Outcome(may_be_sent=True)  # another worker may look for it already
    try:
        return Outcome(job.connector.reply(*about), may_be_sent=True)
    except FeedError as error:
        return Outcome(error=error, may_be_sent=error.code not in REFUSALS)


def _store_outcome(site: Any, job: AnswerJob, outcome: Outcome, now: int) -> None:
    """Store the outcome in a transaction, unless the claim has been taken over."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    queued = answer_queue.queued_answer(hub, job.number)
    is_own = queued is not None and queued == job.outgoing
    if outcome.posted:
        _store_posted(hub, job, outcome.posted, now, is_own=is_own)
    elif not is_own:
        return
    elif outcome.may_be_sent:
        _look_later(hub, job, outcome.error, now)
    else:
        _try_later(hub, job, outcome.error, now)


def _store_posted(hub, job, posted, now, *, is_own):
    """Store a posted answer, even if the claim was taken over by a worker that did not find it."""
    if is_own:
        answer_queue.drop_answer(hub, job.number)
    elif answer_queue.is_own_answer(hub, posted.id):
        return
    permalink = absolute_url(posted.permalink)
    answer_queue.note_own_answer(hub, job.number, (posted.id, permalink))
    given = {"service": job.connector.title, "permalink": permalink, "remote_id": posted.id}
    messages_of(hub).record(job.number, POSTED_STEP, given, who="", now=now)


def _look_later(hub, job, error, now):
    """Look for the answer again later, or give it back after some looks that did not find it."""
    tries = 0 if job.sends else job.outgoing.tries + (error is None)
    if tries >= len(LOOKS) or now - job.outgoing.queued > LONGEST:
        _give_back(hub, job.number, LOST, now)
        return
    logger.warning("The answer %s/@@messages/%d is looked for", job.hub_path, job.number)
    due = now + LOOKS[tries] if error is None or job.sends else now + _pause(error, HOUR)
    answer_queue.update_answer(hub, job.number, state=UNKNOWN, due=due, tries=tries)


def _try_later(hub, job, error, now):
    """Send the answer later, which has not been sent; or give it back if that is of no use."""
    if error.code in TOKEN_PROBLEMS:
        update_connection(hub, messages_of(hub)[job.number]["channel"], problem=error.code)
    if error.code in FINAL or now - job.outgoing.queued > LONGEST:
        _give_back(hub, job.number, error_message(error), now)
        return
    tries = job.outgoing.tries + 1
    due = now + _pause(error, back_off_seconds(tries, base=MINUTE))
    values = {"code": error.code, "values": tuple(sorted(error.values.items()))}
    answer_queue.update_answer(hub, job.number, state=WAITING, due=due, tries=tries, **values)


def _pause(error, seconds):
    return min(max(error.retry_after or 0, seconds), DAY)


def _give_back(hub, number, sentence, now):
    """Drop the answer, and return its message to whoever answers, unless it has moved on."""
    answer_queue.drop_answer(hub, number)
    if "disposed" in messages_of(hub).state(number).record:
        return
    reason = mail_sentence(sentence)
    try:
        return_answer(hub, number, reason, now=now)
    except Refused:
        messages_of(hub).record(number, "unsent-answer", {"reason": reason}, who="", now=now)


ANSWERS_CHORE = Chore(EVERY, post_answers)
