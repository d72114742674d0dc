import pytest
from transaction import TransactionManager
from ZODB.DB import DB

from katrineholm.socialhub.site.pages.cache import LruCache, last_transaction


def test_what_is_kept_is_made_once():
    made = []
    shelf = LruCache(2)

    def get(key):
        return shelf.get(key, lambda: made.append(key) or key.upper())

    assert [get(key) for key in "aabba"] == ["A", "A", "B", "B", "A"]
    assert made == ["a", "b"]


def test_what_was_asked_for_longest_ago_makes_place():
    made = []
    shelf = LruCache(2)
    for key in "abacab":
        shelf.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


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
