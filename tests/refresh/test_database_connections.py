"""A connection of RelStorage whose PostgreSQL was killed, or stopped, and is there again."""

import signal

import pytest
from databaseserver import empty_postgresql
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from transaction import TransactionManager
from ZODB import DB
from ZODB.MappingStorage import MappingStorage
from zope.processlifetime import DatabaseOpened

from katrineholm.socialhub.refresh.database_connections import replace_broken_connections


@pytest.fixture
def server():
    with empty_postgresql() as server:
        yield server


@pytest.fixture
def database(server, tmp_path):
    options = Options(blob_dir=str(tmp_path), shared_blob_dir=False)
    dsn = f"dbname='postgres' user='zodb' host='{server.folder}'"
    database = DB(RelStorage(PostgreSQLAdapter(dsn=dsn, options=options), options=options))
    replace_broken_connections(DatabaseOpened(database))
    return database


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGINT])
def test_the_next_transaction_connects_again(server, database, number):
    connections = [database.open(TransactionManager()) for _ in range(3)]
    assert all("Application" not in each.root() for each in connections)
    server.process.send_signal(number)
    server.process.wait()
    server.start()
    for each in connections:
        each.transaction_manager.begin()
        assert "Application" not in each.root()


def test_other_databases_are_left_alone():
    replace_broken_connections(DatabaseOpened(DB(MappingStorage())))
