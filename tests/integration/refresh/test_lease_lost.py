"""A worker that loses its lease at the very moment writes nothing."""

import pytest
import transaction
from ZODB.POSException import ConflictError

from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.lease import Owner

NOW, STALE = 1_790_000_000, 901
FIRST, SECOND = (Owner(f"{name}.example.se", 4711, name) for name in ("one", "two"))


def test_what_was_not_loaded_before_is_watched_too(functional_portal):
    assert lease.take_lease(functional_portal, FIRST, NOW)
    transaction.commit()
    manager = transaction.TransactionManager()
    connection = functional_portal._p_jar.db().open(manager)
    try:
        site = connection.root()["Application"]["plone"]
        assert lease.has_lease(site, FIRST)
        site.title = "Skriven av den första"
        assert lease.take_lease(functional_portal, SECOND, NOW + STALE)
        transaction.commit()
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        manager.abort()
        connection.close()
