from itertools import count
from types import SimpleNamespace

import pytest
from transaction import TransactionManager
from ZODB.DB import DB

from katrineholm.socialhub.site.pages import cache
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
def visit(monkeypatch):
    """A function that lets a site's page be made: ``visit(shelf, "flen", 1)``; True if kept."""
    now = count()

    def visit(shelf, site, page):
        where = SimpleNamespace(getPhysicalPath=lambda: ("", site))
        monkeypatch.setattr(cache, "getSite", lambda: where)
        monkeypatch.setattr(cache, "time", lambda: next(now))
        made = []
        shelf.get((site, page), lambda: made.append(page))
        return not made

    return visit


def test_a_site_that_is_crawled_takes_no_place_of_another(visit):
    shelf = LruCache(10)
    for page in range(4):
        visit(shelf, "flen", page)
    for page in range(100):
        visit(shelf, "gnesta", page)
    assert all(visit(shelf, "flen", page) for page in range(4))
    assert all(visit(shelf, "gnesta", page) for page in range(94, 100))


def test_of_two_that_are_crawled_each_has_a_half_and_one_alone_has_all(visit):
    shelf = LruCache(10)
    for page in range(100):
        visit(shelf, "flen", page)
    assert all(visit(shelf, "flen", page) for page in range(90, 100))
    for page in range(100):
        visit(shelf, "gnesta", page)
    assert all(visit(shelf, "flen", page) for page in range(95, 100))
    assert all(visit(shelf, "gnesta", page) for page in range(95, 100))


def test_what_nobody_has_used_for_long_makes_place_first(visit):
    shelf = LruCache(10, seconds=50)
    visit(shelf, "flen", 1)
    for page in range(60):
        visit(shelf, "gnesta", page)
    assert all(visit(shelf, "gnesta", page) for page in range(50, 60))
    assert not visit(shelf, "flen", 1)


def test_no_site_has_more_than_its_share(visit):
    shelf = LruCache(10, share=2)
    for page in range(3):
        visit(shelf, "flen", page)
    assert visit(shelf, "flen", 2)
    assert not visit(shelf, "flen", 0)


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
