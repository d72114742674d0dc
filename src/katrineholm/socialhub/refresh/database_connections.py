"""Broken connections to PostgreSQL, which the next transaction replaces.

RelStorage does so after an OperationalError. For a connection that the server has closed psycopg2
raises its base class DatabaseError instead, so that after a restart of the server each connection
would fail one request. See https://github.com/zodb/relstorage/issues/412.
"""

from typing import Any

try:
    from relstorage.adapters.connections import AbstractManagedConnection
except ImportError:  # another storage
    AbstractManagedConnection = None


def replace_broken_connections(event: Any) -> None:
    """Let RelStorage connect again after any error of its driver, and raise one that comes again.

    It does so between two transactions.
    """
    # RelStorage has no setting for it, and its first connections exist already.
    adapter = getattr(event.database.storage, "_adapter", None)
    if adapter is not None:
        adapter.connmanager._ignored_exceptions += (adapter.driver.driver_module.DatabaseError,)
        AbstractManagedConnection._closed_exceptions = property(_closed_exceptions, _keep)


def _closed_exceptions(connection):
    return connection.connmanager._ignored_exceptions


def _keep(_connection, _exceptions):
    """Do nothing when a new connection sets them."""
