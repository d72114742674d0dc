"""Metrics of the worker: of a database, of a site's mails and errors, of a hub's sources.

Due times are those of the last finished round that is stored, which may be ten minutes ago.
"""

from collections.abc import Iterator
from typing import Any

from plone import api

from .. import MINUTE
from ..accounts.channels import channel_records, limits
from ..site.mail import outbox
from . import faults, lease, state_storage, subscriptions
from .exposition import Sample
from .state import next_due

LATE_SECONDS = 15 * MINUTE
LIMITS = {
    limits.CHANNELS: ("channels_limit", "Channels that the site may have"),
    limits.STORAGE: ("storage_limit_bytes", "Size from which no more files are stored"),
    limits.REPORTS: ("reports_limit", "Reports that the public may send the site in an hour"),
}


def worker_metrics(app: Any, now: int) -> Iterator[Sample]:
    """Yield whether a database's worker is active, and since when."""
    seen, since = lease.worker_sign(app, now)
    yield Sample("worker_active", "1 if a worker has the lease", seen is not None)
    yield Sample("worker_since_timestamp_seconds", "Since when it has been so, or 0", since)
    yield Sample("worker_seen_timestamp_seconds", "When the active worker last lived", seen or 0)


def round_metrics(site: Any, now: int) -> Iterator[Sample]:
    """Yield how far the worker has come with the site."""
    done = lease.last_finished_round(site)
    yield Sample("round_timestamp_seconds", "Start of the site's last finished round", done)


def mail_metrics(site: Any, now: int) -> Iterator[Sample]:
    """Yield the numbers of mails in the outbox."""
    failed = outbox.failed_count(site)
    waiting = outbox.mail_count(site) - failed
    yield Sample("mails_waiting", "Mails that are sent or tried again without help", waiting)
    yield Sample("mails_failed", "Mails that wait for a person to try again or give up", failed)


def chore_metrics(site: Any, now: int) -> Iterator[Sample]:
    """Yield the number of errors of chores."""
    found = sum(1 for _fault in faults.all_faults(site))
    yield Sample("chore_errors", "Unexpected errors of the worker, as on the board", found)


def limit_metrics(site: Any, now: int) -> Iterator[Sample]:
    """Yield the site's limits that are set, and how much of them is used."""
    yield Sample("channels", "Channels of the site in any state", limits.channel_count(site))
    if measured := limits.storage_size(site):
        yield Sample("storage_bytes", "Size of what the hubs store, as measured", measured.size)
        yield Sample("storage_timestamp_seconds", "When it was measured", measured.at)
    for name, (sample, meaning) in LIMITS.items():
        if limit := limits.site_limit(name, site):
            yield Sample(sample, meaning, limit)


def source_metrics(hub: Any, now: int) -> Iterator[Sample]:
    """Yield the numbers of sources, of those that are due or overdue, and of those that fail."""
    statuses = dict(state_storage.channel_statuses(hub))
    seen = lease.last_finished_round(api.portal.get())
    sources = [each for each in channel_records.hub_channels(hub) if each.feed_url]
    pairs = [(each.interval * MINUTE, _status(statuses, each)) for each in sources]
    # A source that waits for a person has no time.
    times = [(next_due(status, wait, seen, now), wait) for wait, status in pairs]
    late = [at for at, wait in times if at is not None and at + wait + LATE_SECONDS <= now]
    failing = [status for _wait, status in pairs if status and status.failures]
    due = sum(at is not None and at <= now for at, _wait in times)
    stopped = sum(at is None for at, _wait in times)
    yield Sample("sources", "Official channels with a source that is retrieved", len(sources))
    yield Sample("sources_due", "Sources to be retrieved now", due)
    yield Sample("sources_overdue", "Sources that are late by their interval and more", len(late))
    yield Sample("sources_failing", "Sources whose last retrieval failed", len(failing))
    yield Sample("sources_stopped", "Sources that are not retried without a person", stopped)


def websub_metrics(hub: Any, now: int) -> Iterator[Sample]:
    """Yield the numbers of subscriptions to WebSub hubs."""
    ends = [each.until for _uid, each in subscriptions.all_subscriptions(hub)]
    active = sum(end > now for end in ends)
    yield Sample("websub_active", "Subscriptions that a WebSub hub has verified", active)
    yield Sample("websub_inactive", "Subscriptions not verified, or expired", len(ends) - active)


def _status(statuses, channel):
    found = statuses.get(channel.uid)
    return found if found and found.feed_url == channel.feed_url else None


SITE_METRICS = [round_metrics, mail_metrics, chore_metrics, limit_metrics]
