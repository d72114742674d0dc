"""How far the database has come for one connection, on every storage that a site runs on."""

import pytest
from transaction import TransactionManager
from ZODB.DB import DB

from katrineholm.socialhub.site.pages.transactions import last_transaction


@pytest.fixture
def database(storage):
    database = DB(storage)
    yield database
    database.close()


def test_it_grows_with_each_write_and_for_others_when_they_begin_to_look(database):
    writer, reader = (database.open(TransactionManager()) for _ in range(2))
    for number in range(3):
        before = last_transaction(reader)
        writer.root()["number"] = number
        writer.transaction_manager.commit()
        assert last_transaction(reader) == before
        reader.transaction_manager.begin()
        assert last_transaction(reader) > before
        assert reader.root()["number"] == number
        assert last_transaction(reader) == reader.root()._p_serial == last_transaction(writer)


def test_who_opens_a_connection_sees_the_latest(database):
    with database.transaction() as connection:
        connection.root()["number"] = 1
    with database.transaction() as connection:
        assert connection.root()["number"] == 1
        assert last_transaction(connection) == connection.root()._p_serial
