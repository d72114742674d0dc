"""A cache of results in memory, and functions that return keys for it."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from time import time
from typing import Any
from uuid import uuid4

from AccessControl import getSecurityManager
from Acquisition import aq_base
from plone import api
from Products.CMFCore.indexing import processQueue
from ZODB.utils import p64, u64
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.interface import Interface

FRESH = 300  # seconds; publication dates pass without the catalogue changing
NOT_CACHED = object()


class IPublicState(Interface):
    """A utility that returns a key for the state of the site that visitors must see at once."""

    def __call__() -> object:
        """Return a cache key that changes whenever that state changes."""


@dataclass(slots=True)
class _Kept:
    """A cached result, the path of its site, and when it was last used."""

    result: Any
    site: tuple[str, ...] | None
    used: float


class LruCache:
    """A cache of at most ``room`` results, shared between the sites of a database by use.

    If it is full, the site that has the most results loses the one that was used least recently: a
    site that is crawled takes nothing from the others. Results that were not used for ``seconds``
    go before all others. No site has more than ``share`` results.

    Plone's own cache keeps a thousand results for a day, too many for large, short-lived ones.
    """

    def __init__(self, room: int, *, share: int | None = None, seconds: int = FRESH):
        self.room, self.share, self.seconds = room, share or room, seconds
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]) -> Any:
        """Return the cached result of a key, else of ``make()``, and cache it. Do not modify it."""
        found = self.find(key, NOT_CACHED)
        if found is NOT_CACHED:
            found = make()
            self.keep(key, found)
        return found

    def find(self, key: Hashable, otherwise: object = None) -> Any:
        """Return the cached result of a key, or ``otherwise`` if there is none."""
        with self._lock:
            if key not in self._kept:
                return otherwise
            self._kept.move_to_end(key)
            self._kept[key].used = time()
            return self._kept[key].result

    def keep(self, key: Hashable, made: object) -> None:
        """Cache a result under a key, for the current site."""
        site = getSite()
        kept = _Kept(made, site and site.getPhysicalPath(), time())
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            self._make_room(kept)

    def _make_room(self, newest):
        sizes = Counter(each.site for each in self._kept.values())
        if sizes[newest.site] > self.share:
            self._drop(newest.site)
        elif len(self._kept) > self.room:
            oldest = next(iter(self._kept.values()))
            is_stale = newest.used - oldest.used > self.seconds
            self._drop(oldest.site if is_stale else max(sizes, key=sizes.__getitem__))

    def _drop(self, site):
        del self._kept[next(key for key, each in self._kept.items() if each.site == site)]


def visibility_key() -> tuple:
    """Return a cache key that changes with the channels that the current user may see."""
    user = getSecurityManager().getUser()
    who = api.portal.get_tool("portal_catalog")._listAllowedRolesAndUsers(user)
    return tuple(sorted(who)), catalogue_key(), int(time() // FRESH)


def public_state_key(seconds: int) -> tuple:
    """Return a cache key that changes with the public state of the hubs, or after some seconds.

    Writes to other sites, or to content outside the site's hubs, do not change it.
    """
    return getUtility(IPublicState)(), int(time() // seconds)


def url_key(request: Any) -> tuple:
    """Return a cache key for the root of the page's URLs, which depends on the virtual host."""
    return request.physicalPathToURL(("",)), request.other.get("VirtualRootPhysicalPath")


def write_key(context: Any, seconds: int) -> tuple:
    """Return a cache key that changes after any write to the database, or after some seconds."""
    return last_transaction(context._p_jar), int(time() // seconds)


def catalogue_key() -> str | bytes | None:
    """Return a cache key that changes whenever anything is indexed, even in this transaction.

    A plain counter could have the same value in an aborted transaction and in the next one.
    """
    processQueue()
    counter = aq_base(api.portal.get_tool("portal_catalog"))._counter
    if counter is None:
        return None
    counter()
    return uuid4().hex if counter._p_changed else counter._p_serial


def last_transaction(connection: Any) -> bytes:
    """Return the id of the latest transaction that a ZODB connection sees. Later ids are larger.

    The database's own id never changes on RelStorage, and may be ahead of the connection on ZEO.
    """
    storage = connection._storage
    # On FileStorage and ZEO the connection's storage has the id before which everything is visible,
    # and delegates other calls to the shared storage.
    before = getattr(storage, "_start", None)
    return storage.lastTransaction() if before is None else p64(u64(before) - 1)
