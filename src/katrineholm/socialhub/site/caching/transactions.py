"""How far the database has come, as one connection sees it."""

from ZODB.utils import p64, u64


def last_transaction(connection) -> bytes:
    """Return the id of the latest transaction that a ZODB connection sees; ids grow with time.

    The database is not the one to ask: on RelStorage its own id stands still, and on ZEO it may be
    ahead of what this connection sees.
    """
    storage = connection._storage
    # On FileStorage and ZEO the connection's storage has the id before which everything is seen,
    # and passes on other questions to what all connections share.
    before = getattr(storage, "_start", None)
    return storage.lastTransaction() if before is None else p64(u64(before) - 1)
