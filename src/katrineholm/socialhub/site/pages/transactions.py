"""The id of the latest transaction, as one connection sees it."""

from typing import Any

from ZODB.utils import p64, u64


def last_transaction(connection: Any) -> bytes:
    """Return the id of the latest transaction that a ZODB connection sees; ids grow with time.

    The database's own id never changes on RelStorage, and may be ahead of the connection on ZEO.
    """
    storage = connection._storage
    # On FileStorage and ZEO the connection's storage has the id before which everything is visible,
    # and delegates other calls to the shared storage.
    before = getattr(storage, "_start", None)
    return storage.lastTransaction() if before is None else p64(u64(before) - 1)
