"""Two officers who do what only one of them may have done."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from transaction import TransactionManager
from zExceptions import BadRequest
from ZODB.POSException import ConflictError
from zope.component.hooks import site as present


def only_one_does(portal, act, ids):
    """Both do ``act(site, id)`` before either is stored: the later one is not, and is refused."""
    manager = TransactionManager()
    connection = portal._p_jar.db().open(manager)
    other = connection.root()["Application"]["plone"]
    _done(act, portal, ids[0])
    _done(act, other, ids[1])
    manager.commit()
    connection.close()
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    with pytest.raises(BadRequest):
        _done(act, portal, ids[0])


def _done(act, site, id):
    with present(site), api.env.adopt_user(SITE_OWNER_NAME):
        act(site, id)
        processQueue()
