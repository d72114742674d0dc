"""What the tests of ``refresh`` have in common."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import transaction
from interfaceserver import ADDRESS
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from zope.component.hooks import setSite

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.lease import Lease
from katrineholm.socialhub.refresh.loop import log_result
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now
from katrineholm.socialhub.refresh.pictures import fetch_pictures
from katrineholm.socialhub.refresh.site_workers import SiteWorkers
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.setup.new_site import create_site
from katrineholm.socialhub.site.pages.parser_calls import run_here

INSTAGRAM = {
    "profile_url": "https://www.instagram.com/kulturen/",
    "feed_url": ADDRESS,
    "platform": "instagram",
}
NOW = 1_790_000_000
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
NOTHING = {"new": 0, "changed": 0, "withdrawn": 0}


class Net:
    """What sources say: a function or a value by address; ``asked`` are those that were asked."""

    def __init__(self, rss):
        self.rss = rss
        self.answers = {}
        self.asked = []

    def says(self, channel, *names, **changes):
        self.answers[channel.feed_url] = lambda: Reading(
            FeedState(etag=str(len(self.asked))), parse_feed(self.rss(*names, **changes))
        )

    def refuses(self, channel, code, **values):
        self.answers[channel.feed_url] = FeedError(code, **values)

    def retrieve(self, feed_url, known, now, *, run):
        self.asked.append((feed_url, known.etag))
        answer = self.answers[feed_url]
        if isinstance(answer, FeedError):
            raise answer
        return answer() if callable(answer) else answer

    def paths(self):
        """The hosts that were asked since the last time."""
        asked, self.asked = self.asked, []
        return sorted(url.split("/")[2].split(".")[0] for url, _etag in asked)


def shown(channel):
    hub = api.portal.get().hub
    return [
        entry["title"]
        for entry in latest_entries(timeline_of(hub), [api.content.get_uuid(channel)])
    ]


def fetched(ask):
    """The answer, its next moment as minutes from now."""
    answer = ask()
    assert answer.status_code == 200
    answer = answer.json()
    if answer["next_due"]:
        due = datetime.fromisoformat(answer["next_due"])
        answer["next_due"] = round((due - datetime.now(UTC)) / timedelta(minutes=1))
    return answer


def by_hand(channel):
    fetch_now(channel, retrieve=lambda *_: Reading(FeedState()), clock=lambda: NOW + MINUTE)


@pytest.fixture(name="make_worker")
def net_workers(functional_portal, net, clock):
    """A worker of its own: as after a restart, or another process."""

    def make(name="", **how):
        database = functional_portal._p_jar.db()
        lease = Lease(database, name, machine=name, stays=False) if name else None
        how = {
            "retrieve": net.retrieve,
            "clock": clock,
            "parsers": SimpleNamespace(run=run_here),
        } | how
        return Worker(functional_portal, lease=lease, **how)

    return make


@pytest.fixture(name="worker")
def net_worker(make_worker):
    """A worker that asks the net, without the lease."""
    return make_worker("worker")


def titles(channel):
    transaction.begin()
    timeline = timeline_of(api.portal.get().hub)
    return [entry["title"] for entry in latest_entries(timeline, [channel.UID()])]


def look(worker):
    """What the loop does for a site, but for its chores."""
    worker.round(log_result)
    fetch_pictures(worker)
    worker.beat()


def alone(worker):
    """The workers of a process that serves one site, by this worker."""
    workers = SiteWorkers(lambda: [worker.site], worker.stop, worker.parsers, worker.lease)
    workers.workers[worker.path] = worker
    return workers


def make_neighbour(site, *feed_urls, name="flen"):
    """Another site of the database with a hub and these official channels; committed."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        try:
            hub = create_site(site.getPhysicalRoot(), name, name, hub_title="Hub")
            owner = api.content.create(hub, "Administration", "kultur", title="Kultur")
            for number, feed_url in enumerate(feed_urls):
                fields = {"profile_url": f"https://{name}.example.se/{number}"}
                fields |= {"title": f"{name} {number}", "feed_url": feed_url, "kind": "blog"}
                set_state(api.content.create(owner, "Channel", f"c{number}", **fields), "official")
            processQueue()
        finally:
            setSite(site)
    transaction.commit()
    return hub.__parent__


def taken_by_another(site, now=NOW + DAY):
    """Another machine's worker takes the lease."""
    lease = Lease(site._p_jar.db(), "second", machine="other", stays=False)
    return lease.take(site._p_jar.root(), now)
