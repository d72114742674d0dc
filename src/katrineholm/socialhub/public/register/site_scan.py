"""The scan of the municipality's own web sites for links to accounts, by the worker once a week."""

from collections import deque
from dataclasses import replace
from typing import Any

from ...accounts.channels.hub import all_hubs
from ...core.feeds.errors import FeedError
from ...core.feeds.site_walk import Bounds, SitePage, SiteWalk, WalkEnded
from ...refresh.faults import attempt, is_skipped, item_path
from ...refresh.settings import host_spacing
from ...refresh.site_thread import SiteThread, ThreadChore
from ...refresh.worker import Worker
from .found_accounts import (
    OwnSite,
    count_accounts,
    own_sites,
    site_pages,
    store_pages,
    store_site,
)

PATIENCE = 60  # seconds that a worker that does not stay scans
BATCH = 50  # pages that are stored together


class ScanThread(SiteThread):
    """A thread that scans a site; ``found`` are pages that are not stored yet."""

    def __init__(self, worker: Worker, hub: Any, site: OwnSite) -> None:
        super().__init__(worker, hub, "site-scan")
        self.path, self.site_url = scan_path(hub), site.url
        self.found: deque[SitePage] = deque()
        self.walk = SiteWalk(
            site.url,
            site_pages(hub, site.url),
            site.began,
            self._is_over_after,
            Bounds(pause=host_spacing()),
            clock=worker.clock,
        )

    def run(self) -> None:
        try:
            for page in self.walk.pages():
                self.found.append(page)
        # The worker stores it: one site must not end it.
        except Exception as error:
            self.error = error

    def _is_over_after(self, seconds):
        return self.worker.stop.wait(seconds) or not self.is_running()


class ScanChore(ThreadChore):
    """The chore that scans one site after another."""

    def started_thread(self, worker: Worker) -> ScanThread | None:
        for hub in all_hubs():
            if is_skipped(worker, scan_path(hub)):
                continue
            if site := attempt(worker, item_path(hub), due_site, hub, worker.now()):
                site = worker.write(_begun, hub, site, worker.now())
                thread = ScanThread(worker, hub, site)
                thread.start()
                return thread
        return None

    def store_progress(self, worker: Worker, thread: ScanThread) -> None:
        if len(thread.found) >= BATCH:
            _store_found(worker, thread)

    def store_outcome(self, worker: Worker, thread: ScanThread) -> None:
        """Store the last pages and the result; an interrupted scan goes on another time."""
        _store_found(worker, thread)
        if isinstance(thread.error, WalkEnded):
            return
        if thread.error and not isinstance(thread.error, FeedError):
            raise thread.error
        worker.write(_end, worker.site, thread, worker.now())
        thread.error = None  # one site's failure does not keep the next from its scan


def due_site(hub: Any, now: int) -> OwnSite | None:
    """Return the site to scan next: one whose scan was interrupted, else the one longest ago."""
    due = [each for each in own_sites(hub) if each.is_due(now)]
    return min(due, key=lambda each: (not each.is_under_way(now), each.ended), default=None)


def scan_path(hub: Any) -> str:
    """Return the path under which errors of the scan itself are listed on the board."""
    return f"{item_path(hub)}/@site-scan"


def _begun(hub, site, now):
    """Return a site whose scan goes on, or begins now."""
    if not site.is_under_way(now):
        site = replace(site, began=now)
        store_site(hub, site)
    return site


def _store_found(worker, thread):
    pages = [*thread.found]
    if pages:
        worker.write(_store, worker.site, thread, pages)
    for _page in pages:
        thread.found.popleft()


def _store(site, thread, pages):
    hub = site.unrestrictedTraverse(thread.hub_path, None)
    if hub is not None:
        store_pages(hub, thread.site_url, pages)


def _end(site, thread, now):
    hub = site.unrestrictedTraverse(thread.hub_path, None)
    sites = own_sites(hub) if hub is not None else []
    for own in (each for each in sites if each.url == thread.site_url):
        code, values = (thread.error.code, thread.error.values) if thread.error else ("", {})
        whole = thread.walk.is_whole
        store_site(hub, replace(own, ended=now, is_whole=whole, code=code, values=values))
        count_accounts(hub, now)


SCAN_CHORE = ScanChore(PATIENCE)
