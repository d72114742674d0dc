"""The counts of views and likes of posts, asked once a week of the services that give them.

Only the latest counts are kept, and for no longer than a month, as the terms of YouTube demand it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from time import monotonic
from typing import Any

import transaction
from BTrees.OOBTree import OOBTree

from ... import HOUR, PACKAGE_NAME, logger
from ...accounts.channels import hub_storage
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import local_date, today
from ...core.feeds.errors import FeedError
from ...core.timeline.entry import is_visible
from ...core.timeline.identity import link_key
from ...core.timeline.layout import Entry
from ...core.timeline.months import month_start
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import latest_entries
from ...refresh.account_channels import ConnectedChannel, OpenedAccount, connected_channels
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, visit_each
from ...refresh.source_requests import result_or_error
from ...refresh.worker import Worker
from .follower_counts import MAX_SECONDS, FollowerJob, opened_account

KEY = f"{PACKAGE_NAME}.post_counts"
DAYS, LAST_DAYS = 7, 30
MOST_POSTS, MOST_PAGES = 250, 8
MEASURES = ("views", "likes")
MOST_READ = 3


@dataclass(frozen=True, slots=True)
class CountedPost:
    """A post of a channel with the number that its service reported on a ``day`` (ISO 8601)."""

    facts: ChannelFacts
    entry: Entry
    number: int
    day: str


def most_read(hub: Any, channels: Iterable[ChannelFacts], period: range) -> dict[str, list]:
    """Return the posts of a period that were seen and liked most, keyed by ``MEASURES``."""
    known, timeline = [*_known_counts(hub, channels, period)], timeline_of(hub)
    return {
        name: [*islice(_visible_posts(timeline, known, place), MOST_READ)]
        for place, name in enumerate(MEASURES)
    }


def post_counts(opened: OpenedAccount) -> list:
    """Return the ``PostCount``s of an account's newest posts. Raise FeedError."""
    if opened.connector is None or opened.connector.counts is None or opened.session is None:
        return []
    found: list = []
    after = ""
    for _page in range(MOST_PAGES):
        page = opened.connector.counts(opened.session, opened.account, after)
        found += page.counts
        if not (after := page.after):
            break
    return found


def count_due_posts(
    worker: Worker, *, ask: Callable = post_counts, clock: Callable = monotonic
) -> None:
    """Count and store what is due; a service's error leaves what was known before."""
    transaction.begin()
    jobs = collect_results(worker, connected_channels(worker), lambda each: _jobs(worker, each))
    end = clock() + min(MAX_SECONDS, worker.chore_seconds)
    visit_each(worker, jobs, lambda job: _count(worker, job, ask), is_over=lambda: clock() > end)


def _jobs(worker, each: ConnectedChannel) -> Iterator[FollowerJob]:
    hub, facts, kept = each
    now = local_date(worker.now())
    counted, _rows = _stored(hub).get(facts.uid, ("", ()))
    if not counted or not timedelta() <= now - date.fromisoformat(counted) < timedelta(DAYS):
        account = opened_account(hub, facts, kept)
        if account.connector is not None and account.connector.counts is not None:
            yield FollowerJob(facts.hub_path, facts.uid, account)


def _count(worker, job, ask):
    transaction.abort()  # nothing is held open while a server is waited for
    found = result_or_error(lambda each: ask(each.opened), lambda each: each.uid, job)
    if isinstance(found, FeedError):
        logger.warning("How often posts of %s are read is not told: %s", job.uid, found.code)
    else:
        worker.write(_store_counts, worker.site, job, found, local_date(worker.now()))


def _store_counts(site, job, found, day):
    hub = site.unrestrictedTraverse(job.hub_path, None)
    if hub is None:
        return
    counts = {link_key(each.link): each for each in found}
    entries = latest_entries(timeline_of(hub), [job.uid], size=MOST_POSTS)
    pairs = ((entry, counts.get(link_key(entry["link"]))) for entry in entries)
    rows = tuple(_row(entry, count) for entry, count in pairs if count is not None)
    book = hub_storage.writable_data(hub, KEY, OOBTree)
    book[job.uid] = (day.isoformat(), rows)
    for uid in [uid for uid, (counted, _rows) in book.items() if _is_too_old(counted, day)]:
        del book[uid]


def _row(entry, count):
    """Return a count as stored, with -1 for None, as trees compare values when they are merged."""
    numbers = (-1 if each is None else each for each in (count.views, count.likes))
    return entry["time"], entry["entry_id"], *numbers


def _known_counts(hub, channels, period):
    """Yield each channel's facts, the day of its counts, and the rows of a period."""
    start, end = month_start(period.start), month_start(period.stop)
    for facts in channels:
        counted, rows = _stored(hub).get(facts.uid, ("", ()))
        if counted and not _is_too_old(counted, today()):
            yield facts, counted, [row for row in rows if start <= row[0] < end]


def _visible_posts(timeline, known, place) -> Iterator[CountedPost]:
    rows = [
        (row[2 + place], row[1], facts, day)
        for facts, day, found in known
        for row in found
        if row[2 + place] > 0
    ]
    for number, entry_id, facts, day in sorted(rows, key=lambda row: (-row[0], row[1])):
        entry = timeline.get(entry_id)
        if entry is not None and is_visible(entry):
            yield CountedPost(facts, entry, number, day)


def _is_too_old(counted, day):
    return day - date.fromisoformat(counted) > timedelta(LAST_DAYS)


def _stored(hub):
    return hub_storage.stored_data(hub, KEY, OOBTree)


POSTS_CHORE = Chore(HOUR, count_due_posts)
