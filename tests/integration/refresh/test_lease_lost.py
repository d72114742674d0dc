"""A worker that loses its lease at the very moment writes nothing."""

import pytest
import transaction
from ZODB.POSException import ConflictError

from katrineholm.socialhub.refresh.lease import Lease

NOW, LATER = 1_790_000_000, 1_790_003_601


def test_what_was_not_loaded_before_is_watched_too(functional_portal):
    database = functional_portal._p_jar.db()
    first, second = (Lease(database, machine=name, stays=False) for name in ("one", "two"))
    assert first.take(functional_portal._p_jar.root(), NOW)
    transaction.commit()
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    try:
        site = connection.root()["Application"]["plone"]
        first.require(connection.root())
        site.title = "Skriven av den första"
        assert second.take(functional_portal._p_jar.root(), LATER)
        transaction.commit()
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        manager.abort()
        connection.close()
