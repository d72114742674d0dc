"""Connections of RelStorage to a PostgreSQL that was killed, or stopped, and is there again."""

import signal
from types import SimpleNamespace

import pytest
from databaseserver import empty_postgresql
from relstorage.adapters.connections import AbstractManagedConnection
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from transaction import TransactionManager
from ZODB import DB
from ZODB.MappingStorage import MappingStorage

from katrineholm.socialhub.refresh.database_connections import replace_broken_connections


@pytest.fixture
def server():
    with empty_postgresql() as server:
        yield server


@pytest.fixture
def connections(server, tmp_path, monkeypatch):
    """Some that have read and written before the process has begun."""
    monkeypatch.setattr(AbstractManagedConnection, "_closed_exceptions", None, raising=False)
    options = Options(blob_dir=str(tmp_path), shared_blob_dir=False)
    dsn = f"dbname='postgres' user='zodb' host='{server.folder}'"
    database = DB(RelStorage(PostgreSQLAdapter(dsn=dsn, options=options), options=options))
    connections = [database.open(TransactionManager()) for _ in range(3)]
    for number, each in enumerate(connections):
        write(each, number)
    replace_broken_connections(SimpleNamespace(database=database))
    return connections


def write(connection, number):
    with connection.transaction_manager:
        connection.root()["last"] = number


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGINT])
def test_the_next_transaction_reads_and_writes(server, connections, number):
    server.process.send_signal(number)
    server.process.wait()
    server.start()
    for count, each in enumerate(connections, 10):
        write(each, count)
        assert each.root()["last"] == count


def test_other_databases_are_left_alone():
    replace_broken_connections(SimpleNamespace(database=DB(MappingStorage())))
    assert "_closed_exceptions" not in vars(AbstractManagedConnection)
