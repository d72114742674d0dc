"""Delivery by the worker, outside of any transaction, at least once.

The outcome of each try is stored before the next one. A worker that is killed in between sends the
message again, with the same id.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from time import monotonic
from typing import Any

import transaction

from ... import _, logger
from ...accounts.channels.hub import hubs
from ...accounts.lifecycle.letters import office, said
from ...accounts.people.person import mailbox
from ...core.connectors.vault import Locked
from ...core.feeds.errors import FeedError
from ...core.feeds.schedule import retry_after
from ...core.hooks import signing
from ...core.hooks.sending import Post, post, refusal
from ...core.timeline.store import timeline_of
from ...refresh.asking import answer_of
from ...refresh.chores import Chore
from ...refresh.faults import attempt, gather, path_of, visit, write_together
from ...refresh.stopping import address_of
from ...refresh.worker import Worker
from ...site.forms.refusals import sentence
from ...site.mail.send import send
from . import book
from .book import FAILED, ON, Delivery, Hook, Key
from .following import behind, follow, present_body
from .making import secrets_of

EVERY = 5  # seconds
TOGETHER = 100  # deliveries to one receiver in one run
PATIENCE = 20  # seconds after which the rest waits, so that channels are retrieved meanwhile
SUBJECT = _("A receiver of webhooks has been turned off: ${title}")
SENTENCES = (
    _("The receiver ${title} has not taken what was sent to it, and is sent nothing more."),
    _("The latest problem: ${problem}"),
    _("What it has not taken is kept. Turn it on again and send that once more here: ${url}"),
)


@dataclass(frozen=True, slots=True)
class Job:
    """A delivery to make."""

    hub_path: str
    hook: Hook
    key: Key
    delivery: Delivery

    @property
    def path(self) -> str:
        """The path that identifies the receiver among faults."""
        return f"{self.hub_path}/@@webhooks/{self.hook.id}"


def deliver(worker: Worker, post: Post = post) -> None:
    """Queue new events and send due deliveries; failing receivers come last."""
    transaction.begin()
    for hub in hubs():
        attempt(worker, f"{path_of(hub)}/@@webhooks", _follow, worker, hub)
    transaction.begin()
    found = gather(worker, hubs(), lambda hub: _jobs(hub, worker.now()))
    jobs = sorted(found, key=lambda job: job.hook.failures)
    transaction.abort()  # nothing is held open while a server is waited for
    end, failed = monotonic() + PATIENCE, set[str]()

    def send_one(job):
        return sent(job.hook, job.delivery, worker.now(), post)

    def make(job):
        if job.hook.id not in failed:
            fault = answer_of(send_one, lambda job: job.hook.url, job)
            worker.write(_note, worker.site, job, fault, worker.now())
            failed.update({job.hook.id} if fault else ())

    visit(worker, jobs, make, is_over=lambda: monotonic() > end)


def sent(hook: Hook, delivery: Delivery, now: int, post: Post = post) -> FeedError | None:
    """Send a delivery; return the error, or None if it was accepted. Nothing is stored."""
    body = delivery.body.encode()
    try:
        secrets = secrets_of(hook, now)
    except Locked:
        return FeedError("no_secret")
    try:
        answer = post(hook.url, body, signing.headers(secrets, delivery.id, now, body))
    except FeedError as error:
        return error
    return refusal(answer.status, retry_after(answer.headers, datetime.fromtimestamp(now, UTC)))


def tell_office(hub: Any, hook: Hook, fault: FeedError, now: int) -> None:
    """Put a mail about a receiver that was turned off into the outbox, within a transaction."""
    url = f"{address_of(path_of(hub))}/@@webhooks"
    values = {"title": hook.title, "problem": said(sentence(fault)), "url": url}
    text = "\n\n".join(said(each, values) for each in SENTENCES) + "\n"
    send([mailbox(each) for each in office()], said(SUBJECT, values), text, now=now)


def _jobs(hub, now) -> Iterator[Job]:
    path, timeline = path_of(hub), timeline_of(hub)
    for hook in book.hooks_of(hub):
        for key, delivery in islice(book.due(hub, hook, now), TOGETHER):
            body = present_body(timeline, delivery.body)
            yield Job(path, hook, key, replace(delivery, body=body))


def _follow(worker, hub):
    if not any(hook.state == ON for hook in book.hooks_of(hub)):
        return
    path, now = path_of(hub), worker.now()
    channels = {f"{path}/{uid}": uid for uid in behind(hub)}
    write_together(worker, channels, lambda found: follow(hub, now, found))


def _note(site, job, fault, now):
    """Store the outcome within a transaction; the receiver may have been deleted meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    if fault is None:
        book.taken(hub, job.key, now)
        return
    logger.warning("Webhook %s: %s", job.hook.id, fault.code)
    hook = book.refused(hub, job.key, fault, now)
    if hook and hook.state == FAILED:
        tell_office(hub, hook, fault, now)


DELIVERING = Chore(EVERY, deliver)
