"""Broken connections to PostgreSQL, which the next transaction replaces.

RelStorage does so after an OperationalError. For a server that was killed psycopg2 raises its base
class DatabaseError instead, so that each broken connection would fail one request of a visitor. See
https://github.com/zodb/relstorage/issues/412.
"""

from typing import Any


def replace_broken_connections(event: Any) -> None:
    """Let RelStorage connect again after any error of the driver.

    It does so at the start of a transaction, once, and raises the error if it comes again.
    """
    # RelStorage has no public name for it, nor a setting.
    adapter = getattr(event.database.storage, "_adapter", None)
    manager = getattr(adapter, "connmanager", None)
    if manager is not None:
        manager._ignored_exceptions += (manager.driver.driver_module.DatabaseError,)
