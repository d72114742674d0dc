"""Weekly counts of the followers of connected accounts, if their services report them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import transaction

from ... import DAY, HOUR, logger
from ...accounts.channels.times import local_date
from ...accounts.registration import looks
from ...core.feeds.errors import FeedError
from ...refresh.account_channels import (
    ConnectedChannel,
    OpenedAccount,
    channel_account,
    connected_channels,
    connection_account,
    is_account_url,
)
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, visit_each
from ...refresh.source_requests import result_or_error
from ...refresh.worker import Worker

INTERVAL = 7 * DAY
MAX_SECONDS = 60  # other chores wait no longer for slow services


@dataclass(frozen=True, slots=True)
class FollowerJob:
    """A channel whose followers are to be counted, with access to its account."""

    hub_path: str
    uid: str
    opened: OpenedAccount

    @property
    def path(self) -> str:
        """The path that identifies the channel in the list of problems."""
        return f"{self.hub_path}/{self.uid}"


def follower_count(opened: OpenedAccount) -> int | None:
    """Return the number of followers, or None if the service hides it. Raise FeedError."""
    if opened.connector is None or opened.connector.followers is None or opened.session is None:
        return None
    return opened.connector.followers(opened.session, opened.account)


def count_due_followers(
    worker: Worker, *, ask: Callable = follower_count, clock: Callable = monotonic
) -> None:
    """Count and store the followers that are due; a service's error leaves a gap."""
    transaction.begin()
    jobs, end = due_follower_jobs(worker), clock() + min(MAX_SECONDS, worker.chore_seconds)
    visit_each(worker, jobs, lambda job: _count(worker, job, ask), is_over=lambda: clock() > end)


def due_follower_jobs(worker: Worker) -> list[FollowerJob]:
    """Return jobs for the connected channels whose followers were not counted for a week."""
    return collect_results(
        worker, connected_channels(worker), lambda each: _jobs(each, worker.now())
    )


def opened_account(hub, facts, kept) -> OpenedAccount:
    """Return a channel's opened account, even if its posts come from a feed or are not shown."""
    if is_account_url(facts.feed_url):
        return channel_account(hub, facts.uid, facts.path, facts.feed_url)
    return connection_account(kept, facts.uid, facts.path)


def _jobs(each: ConnectedChannel, now: int) -> Iterator[FollowerJob]:
    hub, facts, kept = each
    if now - looks.last_service_report(hub, facts.uid, now) >= INTERVAL:
        account = opened_account(hub, facts, kept)
        if account.connector is not None and account.connector.followers is not None:
            yield FollowerJob(facts.hub_path, facts.uid, account)


def _count(worker, job, ask):
    transaction.abort()  # nothing is held open while a server is waited for
    number = result_or_error(lambda each: ask(each.opened), lambda each: each.uid, job)
    if isinstance(number, FeedError):
        logger.warning("The followers of %s are not told: %s", job.uid, number.code)
    elif number is not None:
        worker.write(_store_count, worker.site, job, number, worker.now())


def _store_count(site, job, number, now):
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is not None:
        look = looks.Look(local_date(now).isoformat(), "", now, followers=number)
        looks.store_look(hub, job.uid, look)


FOLLOWER_CHORE = Chore(HOUR, count_due_followers)
