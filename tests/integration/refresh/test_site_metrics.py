"""The metrics of the worker's own work."""

import pytest
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.indexing import processQueue

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh import faults, lease, site_metrics, subscriptions
from katrineholm.socialhub.refresh.answer_storage import store_answer
from katrineholm.socialhub.refresh.site_metrics import LATE_SECONDS
from katrineholm.socialhub.refresh.subscriptions import Subscription
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import send_mail
from katrineholm.socialhub.site.mail.transport import MailFault

NOW, HOUR = 1_790_000_000, 3600
INTERVAL = 30 * 60


def values(metrics, place, now=NOW):
    return {each.name: each.value for each in metrics(place, now)}


def sources(hub, now=NOW):
    processQueue()
    return {
        name.removeprefix("sources").lstrip("_") or "all": number
        for name, number in values(site_metrics.source_metrics, hub, now).items()
    }


@pytest.mark.parametrize(("seen", "active"), [(NOW, 1), (None, 0)])
def test_a_worker_is_active_as_long_as_its_lease_says_so(portal, monkeypatch, seen, active):
    sign = lease.WorkerSign(seen, NOW - 60)
    monkeypatch.setattr(lease, "worker_sign", lambda *asked: {(portal, NOW): sign}[asked])
    assert values(site_metrics.worker_metrics, portal) == {
        "worker_active": active,
        "worker_since_timestamp_seconds": NOW - 60,
        "worker_seen_timestamp_seconds": seen or 0,
    }


def test_how_far_the_worker_has_come_is_the_sites_own(portal):
    done = {"/plone": NOW - 5, "/other": NOW - 500}
    portal._p_jar.root()[lease.KEY] = PersistentMapping(lease.FREE_LEASE, rounds=done)
    assert values(site_metrics.round_metrics, portal) == {"round_timestamp_seconds": NOW - 5}


def test_mails_that_wait_and_mails_that_failed_are_two_numbers(portal):
    assert values(site_metrics.mail_metrics, portal) == {"mails_waiting": 0, "mails_failed": 0}
    ids = send_mail(["a@b.se", "c@d.se", "e@f.se"], "Anmäld", "Hej", now=NOW)
    outbox.record_outcomes(portal, {ids[0]: MailFault("refused", final=True)}, NOW)
    outbox.record_outcomes(portal, {ids[1]: MailFault("unreachable")}, NOW)
    assert values(site_metrics.mail_metrics, portal) == {"mails_waiting": 2, "mails_failed": 1}


def test_errors_of_chores_are_counted(portal):
    for path in ("/plone/hub", "/plone/hub/kultur/a", "/plone/hub"):
        faults.store_fault(portal, "comments", path, "ValueError: x", NOW)
    assert values(site_metrics.chore_metrics, portal) == {"chore_errors": 2}


def test_a_source_is_due_after_its_interval_and_overdue_long_after_that(hub, channel):
    assert sources(hub) == {"all": 1, "due": 1, "overdue": 1, "failing": 0, "stopped": 0}
    store_answer(hub, facts_of(channel), FeedError("missing"), NOW)
    found = sources(hub)
    assert found == {"all": 1, "due": 0, "overdue": 0, "failing": 1, "stopped": 0}
    later = NOW + 3 * INTERVAL  # after a failure it waits for up to two intervals
    assert sources(hub, later)["due"] == 1
    assert sources(hub, later + INTERVAL + LATE_SECONDS)["overdue"] == 1


def test_a_source_that_waits_for_a_person_is_stopped_and_never_late(hub, channel):
    store_answer(hub, facts_of(channel), FeedError("gone"), NOW)
    found = sources(hub, NOW + 100 * HOUR)
    assert found == {"all": 1, "due": 0, "overdue": 0, "failing": 1, "stopped": 1}


def test_a_state_of_another_address_is_no_failure_of_this_one(hub, channel):
    store_answer(hub, facts_of(channel), FeedError("gone"), NOW)
    channel.feed_url = "https://ny.example.se/rss"
    channel.reindexObject()
    assert sources(hub) == {"all": 1, "due": 1, "overdue": 1, "failing": 0, "stopped": 0}


@pytest.mark.parametrize("change", ["no feed", "paused", "closed"])
def test_what_is_not_retrieved_is_no_source(hub, channel, change):
    if change == "no feed":
        channel.feed_url = ""
        channel.reindexObject()
    else:
        set_state(channel, change)
    assert set(sources(hub).values()) == {0}


def test_channels_of_another_hub_are_not_counted(portal, hub, channel):
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(portal, "SocialHub", "hub-2", title="Annan")
    assert sources(hub)["all"] == 1
    assert sources(other)["all"] == 0


def test_subscriptions_are_active_until_their_lease_ends(hub):
    given = "https://a.se/rss", "https://hub.example.se/", "https://a.se/rss"
    for uid, until in (("a", 0), ("b", NOW), ("c", NOW + 1)):
        subscriptions._store_subscription(hub, uid, Subscription(*given, until=until))
    found = values(site_metrics.websub_metrics, hub)
    assert found == {"websub_active": 1, "websub_inactive": 2}


def test_limits_are_told_if_they_are_set(portal, channel):
    processQueue()
    assert values(site_metrics.limit_metrics, portal) == {"channels": 1}
    for number, name in enumerate((limits.CHANNELS, limits.STORAGE, limits.REPORTS), 5):
        limits.set_site_limits(portal, {name: number})
    limits.store_storage_size(portal, limits.StorageSize(9, NOW), {})
    assert values(site_metrics.limit_metrics, portal) == {
        "channels": 1,
        "channels_limit": 5,
        "storage_bytes": 9,
        "storage_timestamp_seconds": NOW,
        "storage_limit_bytes": 6,
        "reports_limit": 7,
    }
