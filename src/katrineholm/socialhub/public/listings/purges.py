"""Removal of changed pages from the caches in front of the site, by plone.cachepurging.

A request sends a PURGE for the pages it changed, after its commit. Every few seconds the worker
compares the public pages with the state that it purged last. So it also purges after retrievals and
commands, after the end of a period, after a process was killed, and pages that a cache fetched too
early from another process.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import transaction
from BTrees.OOBTree import OOBTree
from plone import api
from plone.cachepurging.interfaces import ICachePurgingSettings, IPurgePathRewriter, IPurger
from plone.cachepurging.utils import getURLsToPurge
from plone.registry.interfaces import IRegistry
from transaction.interfaces import TransientError
from z3c.caching.interfaces import IPurgePaths
from z3c.caching.purge import Purge
from zope.component import adapter, getUtility, queryUtility
from zope.event import notify
from zope.interface import implementer

from ... import PACKAGE_NAME, logger
from ...accounts.channels import hub_storage
from ...interfaces import ISocialHubLayer
from ...refresh.chores import Chore
from ...refresh.faults import item_path, visit_hubs
from ...refresh.worker import Worker
from ...site.settings.registry import public_site_url
from .changed_pages import HubPages, Place, changed_pages, current_pages, hub_pages

KEY = f"{PACKAGE_NAME}.purged"
BOOK = hub_storage.HubStorage(KEY, {"places": OOBTree, "positions": OOBTree})
EVERY = 5  # seconds; changes within this time share a purge
END_SECONDS = 5  # in which the purges that wait are sent when the process ends
READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class ChangedPages:
    """The physical paths of changed pages, as the object of a purge."""

    paths: list[str]


@implementer(IPurgePaths)
@adapter(ChangedPages)
class PurgePaths:
    """The paths of changed pages as the caches know them."""

    def __init__(self, changed: ChangedPages) -> None:
        self.changed = changed

    def getRelativePaths(self) -> list[str]:
        return []

    def getAbsolutePaths(self) -> list[str]:
        return [*cache_paths(self.changed.paths)]


def note_pages(event: Any) -> None:
    """Note the state of the public pages before a request that may change them."""
    request = event.request
    request.environ.pop(KEY, None)
    if request.method not in READING and ISocialHubLayer.providedBy(request) and proxies():
        with _tolerance():
            request.environ[KEY] = current_pages()


def purge_changes(event: Any) -> None:
    """Purge the pages that a request changed, once it is committed."""
    before = event.request.environ.get(KEY)
    if before is not None and not transaction.isDoomed():
        with _tolerance():
            if paths := changed_pages(before, current_pages()):
                notify(Purge(ChangedPages(paths)))


def purge_news(worker: Worker) -> None:
    """Purge all pages that changed since the last time."""
    transaction.begin()
    if proxies():
        visit_hubs(worker, _purge_hub)


def end_purges() -> None:
    """End the threads that send purges, after they have sent the remaining ones."""
    purger: Any = queryUtility(IPurger)
    if purger is None:
        return
    for waiting in purger.queues.values():
        waiting.put(None)
    for thread in purger.workers.values():
        thread.join(END_SECONDS)
    purger.stopThreads()
    purger.queues.clear()
    purger.workers.clear()


def proxies() -> tuple[str, ...]:
    """Return the URLs of the caches in front of the site; none if purging is not enabled."""
    settings = _settings()
    return (settings.enabled and settings.cachingProxies) or ()


def cache_paths(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths in the caches of the pages with these physical paths."""
    site, base = api.portal.get().getPhysicalPath(), urlsplit(public_site_url())
    origin, below = f"{base.scheme}://{base.netloc}", base.path.strip("/")
    virtual_host = {
        "VIRTUAL_URL": base.geturl(),
        "VIRTUAL_URL_PARTS": (origin, below, "") if below else (origin, ""),
        "VirtualRootPhysicalPath": site,
    }
    start = f"/{below}" if below and not _settings().virtualHosting else ""
    rewritten = IPurgePathRewriter(virtual_host)
    for path in paths:
        yield from rewritten(start + (path.removeprefix("/".join(site)) or "/")) or ()


def _settings():
    return getUtility(IRegistry).forInterface(ICachePurgingSettings, check=False)


def _send(paths):
    purger = getUtility(IPurger)
    for path in cache_paths(paths):
        for url in getURLsToPurge(path, proxies()):
            purger.purgeAsync(url)


def _purge_hub(worker, hub):
    path = item_path(hub)
    known, now = _purged_pages(hub), hub_pages(path)
    if now != known:
        if known:
            _send(changed_pages({path: known}, {path: now}))
        worker.write(_store_pages, hub, now)


def _purged_pages(hub: Any) -> HubPages | None:
    """Return the state of a hub that was purged last, or None before the first time."""
    if hub_storage.stored_data(hub, KEY, bool) is False:
        return None
    book = BOOK.read(hub)
    places = {path: Place(*row) for path, row in book["places"].items()}
    return HubPages(places, dict(book["positions"]))


def _store_pages(hub: Any, pages: HubPages) -> None:
    book = BOOK.writable(hub)
    _update(book["places"], {path: tuple(place) for path, place in pages.places.items()})
    _update(book["positions"], pages.positions)


def _update(tree, values):
    """Make a stored tree equal to some values, and write only the differences."""
    for key in [key for key in tree if key not in values]:
        del tree[key]
    for key, value in values.items():
        if tree.get(key) != value:
            tree[key] = value


@contextmanager
def _tolerance() -> Iterator[None]:
    """Log an error: a page that stays in a cache for a while is no reason to lose a change."""
    try:
        yield
    except TransientError:
        raise
    except Exception:
        logger.exception("The changed pages cannot be purged")


PURGE_CHORE = Chore(EVERY, purge_news, end_purges)
