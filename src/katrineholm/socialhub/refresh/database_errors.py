"""Errors of a database that is only busy or unreachable for a while."""

from collections.abc import Iterator
from contextlib import contextmanager

from transaction.interfaces import TransientError

from .. import logger

TRANSIENT_ERRORS = ("OperationalError", "InterfaceError")


@contextmanager
def tolerate_database_errors() -> Iterator[None]:
    """Log and suppress an error of a database that is busy or unreachable."""
    try:
        yield
    except Exception as error:
        if not is_transient_error(error):
            raise
        logger.warning("The database is busy or away, trying again: %s", error)


def is_transient_error(error: Exception) -> bool:
    """Return True for an error of a database that is only busy or unreachable for a while.

    RelStorage raises the exceptions of its driver, named as in TRANSIENT_ERRORS (PEP 249). That
    of psycopg2 for a server that was killed during a query is a plain DatabaseError; that of
    sqlite3 means a broken file.
    """
    kinds = [each.__name__ for each in type(error).__mro__]
    was_killed = kinds[0] == "DatabaseError" and type(error).__module__ != "sqlite3"
    is_known = was_killed or not {*kinds}.isdisjoint(TRANSIENT_ERRORS)
    return isinstance(error, TransientError) or is_known
