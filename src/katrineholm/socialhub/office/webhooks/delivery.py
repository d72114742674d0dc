"""The worker's deliveries to receivers, which are made outside of any transaction.

The outcome of each attempt is stored before the next one. If a worker is killed in between, the
message is sent again with the same id, so that it is delivered at least once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from time import monotonic
from typing import Any

import transaction

from ... import _, logger
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.mail_texts import mail_sentence
from ...accounts.channels.visibility import public_url
from ...core.feeds import webhook_signature
from ...core.feeds.errors import FeedError
from ...core.feeds.retrieval import PostRequest, post_request, status_error
from ...core.feeds.schedule import retry_after_seconds
from ...core.sources.vault import VaultLocked
from ...core.timeline.store import timeline_of
from ...refresh.chores import Chore
from ...refresh.faults import attempt, collect_results, item_path, visit_each, write_batch
from ...refresh.mails import mail_office
from ...refresh.source_requests import result_or_error
from ...refresh.worker import Worker
from ...site.pages.refusals import error_message
from . import storage
from .events import changed_channels, current_body, queue_entry_events
from .receivers import signing_secrets
from .storage import FAILED, ON, Delivery, DeliveryKey, Receiver

INTERVAL = 5  # seconds
BATCH_SIZE = 100  # deliveries to one receiver in one run
MAX_SECONDS = 20  # seconds after which the rest waits, so that channels are retrieved meanwhile
SUBJECT = _("A receiver of webhooks has been turned off: ${title}")
SENTENCES = (
    _("The receiver ${title} has not taken what was sent to it, and is sent nothing more."),
    _("The latest problem: ${problem}"),
    _("What it has not taken is kept. Turn it on again and send that once more here: ${url}"),
)


@dataclass(frozen=True, slots=True)
class DeliveryJob:
    """A delivery that is due, with its receiver."""

    hub_path: str
    hook: Receiver
    key: DeliveryKey
    delivery: Delivery

    @property
    def path(self) -> str:
        """The path that identifies the receiver in the list of problems."""
        return f"{self.hub_path}/@@webhooks/{self.hook.id}"


def send_due_deliveries(worker: Worker, post: PostRequest = post_request) -> None:
    """Queue new events and send due deliveries, with those to failing receivers last."""
    transaction.begin()
    for hub in all_hubs():
        attempt(worker, f"{item_path(hub)}/@@webhooks", _queue_entry_events, worker, hub)
    transaction.begin()
    found = collect_results(worker, all_hubs(), lambda hub: _jobs(hub, worker.now()))
    jobs = sorted(found, key=lambda job: job.hook.failures)
    transaction.abort()  # nothing is held open while a server is waited for
    end, failed = monotonic() + MAX_SECONDS, set[str]()

    def send_one(job):
        return send_delivery(job.hook, job.delivery, worker.now(), post)

    def make(job):
        if job.hook.id not in failed:
            fault = result_or_error(send_one, lambda job: job.hook.url, job)
            worker.write(_store_outcome, worker.site, job, fault, worker.now())
            failed.update({job.hook.id} if fault else ())

    visit_each(worker, jobs, make, is_over=lambda: monotonic() > end)


def send_delivery(
    hook: Receiver, delivery: Delivery, now: int, post: PostRequest = post_request
) -> FeedError | None:
    """Send a delivery and return the error, or None if it was accepted. Nothing is stored."""
    body = delivery.body.encode()
    try:
        secrets = signing_secrets(hook, now)
    except VaultLocked:
        return FeedError("no_secret")
    try:
        answer = post(
            hook.url, body, webhook_signature.signed_headers(secrets, delivery.id, now, body)
        )
    except FeedError as error:
        return error
    return status_error(
        answer.status, retry_after_seconds(answer.headers, datetime.fromtimestamp(now, UTC))
    )


def send_failure_mail(hub: Any, hook: Receiver, fault: FeedError, now: int) -> None:
    """Queue a mail about a receiver that was turned off; must be called in a transaction."""
    url = f"{public_url(item_path(hub))}/@@webhooks"
    values = {"title": hook.title, "problem": mail_sentence(error_message(fault)), "url": url}
    mail_office(SUBJECT, SENTENCES, values, now)


def _jobs(hub, now) -> Iterator[DeliveryJob]:
    path, timeline = item_path(hub), timeline_of(hub)
    for hook in storage.all_receivers(hub):
        for key, delivery in islice(storage.due_deliveries(hub, hook, now), BATCH_SIZE):
            body = current_body(timeline, delivery.body)
            yield DeliveryJob(path, hook, key, replace(delivery, body=body))


def _queue_entry_events(worker, hub):
    if not any(hook.state == ON for hook in storage.all_receivers(hub)):
        return
    path, now = item_path(hub), worker.now()
    channels = {f"{path}/{uid}": uid for uid in changed_channels(hub)}
    write_batch(worker, channels, lambda found: queue_entry_events(hub, now, found))


def _store_outcome(site, job, fault, now):
    """Store the outcome within a transaction; the receiver may have been deleted meanwhile."""
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    if fault is None:
        storage.mark_delivered(hub, job.key, now)
        return
    logger.warning("Webhook %s: %s", job.hook.id, fault.code)
    hook = storage.mark_failed(hub, job.key, fault, now)
    if hook and hook.state == FAILED:
        send_failure_mail(hub, hook, fault, now)


DELIVERY_CHORE = Chore(INTERVAL, send_due_deliveries)
