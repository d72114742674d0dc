"""The worker's chore that takes due snapshots, or reminds people to upload screenshots."""

from time import time

import transaction
from plone.dexterity.content import Container, Item

from ... import HOUR, _
from ...accounts.channels.facts import ChannelFacts, all_channels
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.limits import storage_fault
from ...accounts.channels.times import local_date
from ...accounts.channels.visibility import public_url
from ...refresh.chores import Chore
from ...refresh.faults import collect_results, visit_each
from ...refresh.mails import mail_responsible
from ...refresh.worker import Worker
from . import snapshot_storage
from .snapshot_storage import has_stored_posts, next_snapshot_day
from .snapshots import take_snapshot

SECONDS = 60  # that other chores wait for snapshots
SUBJECT = _("Time for a snapshot: ${title}")
WHY = _(
    "Nothing is retrieved from the channel ${title}, so the archive has no picture of it. Take "
    "screenshots of the page, or ask the service for its download."
)
BRING = _("Bring the files here: ${url}")


def take_due_snapshots(worker: Worker) -> None:
    """Take due snapshots and send reminders; after a minute, leave the rest to the next run.

    All wait while the site's storage is full.
    """
    transaction.begin()
    if storage_fault(worker.site):
        return
    jobs = collect_results(worker, all_hubs(), lambda hub: _due_in(worker, hub))
    end = time() + min(SECONDS, worker.chore_seconds)
    visit_each(
        worker,
        jobs,
        lambda facts: worker.write(_take_or_remind, worker.site, facts, worker.now()),
        is_over=lambda: time() > end,
    )


def _due_in(worker, hub) -> list[ChannelFacts]:
    now = worker.now()
    return collect_results(
        worker, all_channels(hub), lambda facts: [facts] if is_due(hub, facts, now) else []
    )


def is_due(hub: Container, facts: ChannelFacts, now: int) -> bool:
    """Return whether a channel needs a snapshot now, or a reminder to upload screenshots."""
    day = next_snapshot_day(hub, facts, now)
    if day is None or day > local_date(now):
        return False
    return has_stored_posts(hub, facts) or not snapshot_storage.is_reminded(
        hub, facts.uid, day.isoformat()
    )


def _take_or_remind(site, facts: ChannelFacts, now: int):
    hub = site.unrestrictedTraverse(facts.hub_path)
    channel = site.unrestrictedTraverse(facts.path, None)
    day = channel and next_snapshot_day(hub, facts, now)
    if not day or day > local_date(now):
        return
    if has_stored_posts(hub, facts):
        take_snapshot(channel, now=now)
    else:
        snapshot_storage.note_reminder(hub, facts.uid, day.isoformat())
        send_reminder(channel, facts, now)


SNAPSHOT_CHORE = Chore(HOUR, take_due_snapshots)


def send_reminder(channel: Item, facts: ChannelFacts, now: int) -> None:
    """Remind the person responsible for a channel today, or the office, to upload screenshots."""
    values = {"title": facts.title, "url": f"{public_url(facts.path)}/@@snapshots"}
    mail_responsible(channel, SUBJECT, (WHY, BRING), values, now)
