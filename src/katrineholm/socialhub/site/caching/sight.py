"""What may be kept in memory for whom: a key that changes whenever it may be another view."""

from time import time
from uuid import uuid4

from AccessControl import getSecurityManager
from Acquisition import aq_base
from plone import api
from Products.CMFCore.indexing import processQueue

FRESH = 300  # seconds; publication dates pass without the catalogue changing


def sight() -> tuple:
    """What the present user's view of the channels depends on: a key for caches."""
    user = getSecurityManager().getUser()
    who = api.portal.get_tool("portal_catalog")._listAllowedRolesAndUsers(user)
    return tuple(sorted(who)), catalogue_state(), int(time() // FRESH)


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
