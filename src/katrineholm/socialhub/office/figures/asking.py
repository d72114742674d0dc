"""Weekly counts of the followers of connected accounts, if their services report them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import transaction

from ... import DAY, HOUR, logger
from ...accounts.channels.moments import date_of
from ...accounts.looks import book
from ...core.feeds.errors import FeedError
from ...refresh.asking import answer_of
from ...refresh.chores import Chore
from ...refresh.connected import Connected, Opened, connected, is_account, opened_for, opened_with
from ...refresh.faults import gather, visit
from ...refresh.worker import Worker

WEEK = 7 * DAY
SECONDS = 60  # other chores wait no longer for slow services


@dataclass(frozen=True, slots=True)
class Job:
    """A channel whose followers are to be counted, with its opened account."""

    hub_path: str
    uid: str
    opened: Opened

    @property
    def path(self) -> str:
        """The path that identifies the channel among faults."""
        return f"{self.hub_path}/{self.uid}"


def ask_followers(opened: Opened) -> int | None:
    """Return the number of followers, None if the service hides it. Raises FeedError."""
    if opened.connector is None or opened.connector.followers is None or opened.session is None:
        return None
    return opened.connector.followers(opened.session, opened.account)


def count_due(
    worker: Worker, *, ask: Callable = ask_followers, clock: Callable = monotonic
) -> None:
    """Count the followers that are due; an error of the service leaves a gap."""
    transaction.begin()
    jobs, end = due(worker), clock() + SECONDS
    visit(worker, jobs, lambda job: _count(worker, job, ask), is_over=lambda: clock() > end)


def due(worker: Worker) -> list[Job]:
    """Return the connected channels whose followers were not counted for a week."""
    return gather(worker, connected(worker), lambda each: _jobs(each, worker.now()))


def _jobs(each: Connected, now: int) -> Iterator[Job]:
    hub, facts, kept = each
    if now - book.last_told(hub, facts.uid, now) >= WEEK:
        account = _opened(hub, facts, kept)
        if account.connector is not None and account.connector.followers is not None:
            yield Job(facts.hub_path, facts.uid, account)


def _count(worker, job, ask):
    transaction.abort()  # nothing is held open while a server is waited for
    number = answer_of(lambda each: ask(each.opened), lambda each: each.uid, job)
    if isinstance(number, FeedError):
        logger.warning("The followers of %s are not told: %s", job.uid, number.code)
    elif number is not None:
        worker.write(_keep, worker.site, job, number, worker.now())


def _opened(hub, facts, kept) -> Opened:
    """Return a channel's opened account, even if its posts come from a feed or are not shown."""
    if is_account(facts.feed_url):
        return opened_for(hub, facts.uid, facts.path, facts.feed_url)
    return opened_with(kept, facts.uid, facts.path)


def _keep(site, job, number, now):
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is not None:
        look = book.Look(date_of(now).isoformat(), "", now, followers=number)
        book.note(hub, job.uid, look)


COUNTING = Chore(HOUR, count_due)
