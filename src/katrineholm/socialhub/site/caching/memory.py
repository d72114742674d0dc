"""The latest few results of something costly, kept in memory, and a key of whom they may be for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import time
from uuid import uuid4

from AccessControl import getSecurityManager
from Acquisition import aq_base
from plone import api
from Products.CMFCore.indexing import processQueue
from zope.component import getUtility

from .interfaces import IPublicState
from .transactions import last_transaction

FRESH = 300  # seconds; publication dates pass without the catalogue changing
NOT_KEPT = object()


class Shelf:
    """``room`` results at most: whatever has not been asked for longest makes place for the new.

    Plone's own cache keeps a thousand for a day, which is too much of what is large and soon old.
    """

    def __init__(self, room: int):
        self.room = room
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]):
        """What is kept for a key, else what ``make`` gives, which may not be changed."""
        found = self.find(key, NOT_KEPT)
        if found is NOT_KEPT:
            found = make()
            self.keep(key, found)
        return found

    def find(self, key: Hashable, otherwise=None):
        """What is kept for a key, and nothing is made."""
        with self._lock:
            if key not in self._kept:
                return otherwise
            self._kept.move_to_end(key)
            return self._kept[key]

    def keep(self, key: Hashable, made) -> None:
        """Keep what was made for a key."""
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)


def sight() -> tuple:
    """What the present user's view of the channels depends on: a key for caches."""
    user = getSecurityManager().getUser()
    who = api.portal.get_tool("portal_catalog")._listAllowedRolesAndUsers(user)
    return tuple(sorted(who)), catalogue_state(), int(time() // FRESH)


def public_state(seconds: int) -> tuple:
    """Return another value when visitors must see something else, and after so many seconds.

    What another site writes makes no difference, nor what does not concern the site's hubs.
    """
    return getUtility(IPublicState)(), int(time() // seconds)


def addresses(request) -> tuple:
    """Return what the address of every object depends on, besides its path: a key for caches.

    Anybody may ask for a page by way of another virtual root (``/VirtualHostBase/…/_vh_…``).
    """
    return request.physicalPathToURL(("",)), request.other.get("VirtualRootPhysicalPath")


def written(context, seconds: int) -> tuple:
    """Another value whenever anything was written to the database, and after so many seconds."""
    return last_transaction(context._p_jar), int(time() // seconds)


def catalogue_state():
    """Another value whenever anything was indexed: by the transaction that did it.

    A plain count would be the same in a transaction that is aborted and in the next one.
    """
    processQueue()
    counter = aq_base(api.portal.get_tool("portal_catalog"))._counter
    if counter is None:
        return None
    counter()
    return uuid4().hex if counter._p_changed else counter._p_serial
