"""Which errors of a database are over when it is back."""

import sqlite3

import psycopg2
import pytest
from ZODB.POSException import ConflictError

from katrineholm.socialhub.refresh.database_errors import is_transient_error


@pytest.mark.parametrize(
    ("error", "is_transient"),
    [
        (ConflictError(), True),
        (psycopg2.OperationalError("the database system is starting up"), True),
        (psycopg2.InterfaceError("connection already closed"), True),
        (psycopg2.errors.AdminShutdown("terminating connection"), True),
        # As psycopg2 reports a server that was killed in the middle of a query.
        (psycopg2.DatabaseError("server closed the connection unexpectedly"), True),
        (sqlite3.OperationalError("database is locked"), True),
        (sqlite3.DatabaseError("file is not a database"), False),
        (psycopg2.IntegrityError("duplicate key"), False),
        (psycopg2.ProgrammingError("no such table"), False),
        (KeyError("x"), False),
    ],
)
def test_only_a_database_that_is_busy_or_away_is_tried_again(error, is_transient):
    assert is_transient_error(error) is is_transient
