"""The worker's lock in a real PostgreSQL: whoever holds it is killed, frozen, or cut off."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from types import SimpleNamespace

import psycopg2
import pytest
from databaseserver import empty_postgresql

from katrineholm.socialhub.refresh import database_lock
from katrineholm.socialhub.refresh.database_lock import DatabaseLock, held_since, postgresql_dsn
from katrineholm.socialhub.refresh.lease import Lease

HOLDER = """
import sys, time
from katrineholm.socialhub.refresh.database_lock import DatabaseLock
lock = DatabaseLock(sys.argv[1])
print(lock.acquire(), flush=True)
time.sleep(1000)
"""


@pytest.fixture(scope="module")
def server():
    with empty_postgresql() as server:
        yield server


@pytest.fixture
def dsn(server):
    return f"dbname='postgres' user='zodb' host='{server.folder}'"


@pytest.fixture
def lock(dsn):
    lock = DatabaseLock(dsn)
    yield lock
    lock.release()


@contextmanager
def another_process(dsn):
    command = [sys.executable, "-c", HOLDER, dsn]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "True\n"
        try:
            yield process
        finally:
            process.kill()


def acquired(lock, seconds):
    end = time.monotonic() + seconds
    while not (success := lock.acquire()) and time.monotonic() < end:
        time.sleep(0.05)
    return success


def test_one_holds_it_and_whoever_asks_sees_since_when(lock, dsn):
    assert held_since(dsn) is None
    assert lock.acquire()
    assert not DatabaseLock(dsn).acquire()
    assert lock.acquire()
    assert lock.is_held()
    assert abs(held_since(dsn) - time.time()) < 60
    lock.release()
    assert (lock.is_held(), held_since(dsn)) == (False, None)


def test_whoever_asks_a_server_without_a_session_left_is_told_nothing(lock, dsn, caplog):
    assert lock.acquire()
    with closing(psycopg2.connect(dsn)) as session, session, session.cursor() as cursor:
        cursor.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 1")
    crowded = dsn.replace("zodb", "crowded")
    with closing(psycopg2.connect(crowded)):
        assert held_since(crowded) is None
    assert "Whether a worker is active is not known: " in caplog.text
    assert 'too many connections for role "crowded"' in caplog.text


def test_it_is_free_at_once_when_its_holder_is_killed(lock, dsn):
    with another_process(dsn) as holder:
        assert not lock.acquire()
        holder.kill()
        holder.wait()
        assert acquired(lock, seconds=10)


@pytest.mark.long
def test_it_is_free_within_a_minute_when_its_holder_is_frozen(lock, dsn):
    with another_process(dsn) as holder:
        os.kill(holder.pid, signal.SIGSTOP)
        assert not lock.acquire()
        assert acquired(lock, seconds=60)


@pytest.mark.long
def test_a_living_holder_keeps_it_however_long_it_does_nothing(lock, dsn):
    assert lock.acquire()
    time.sleep(database_lock.SILENT_SECONDS + 5)
    assert lock.is_held()


def test_whoever_held_it_when_the_server_was_restarted_has_lost_it(lock, server):
    assert lock.acquire()
    server.restart()
    assert not lock.is_held()
    assert lock.acquire()


def test_libpqs_own_variables_lead_to_it_as_well(server, monkeypatch):
    for name, value in {"HOST": server.folder, "USER": "zodb", "DATABASE": "postgres"}.items():
        monkeypatch.setenv(f"PG{name}", str(value))
    lease = Lease(stored(_dsn=""))
    assert lease.take({}, now=1)
    assert held_since("") is not None
    lease.end()
    assert held_since("") is None


def stored(**adapter):
    return SimpleNamespace(storage=SimpleNamespace(_adapter=SimpleNamespace(**adapter)))


def test_only_a_database_in_postgresql_has_it():
    assert postgresql_dsn(stored(_dsn="dbname='zodb'")) == "dbname='zodb'"
    assert postgresql_dsn(stored()) is None
    assert postgresql_dsn(SimpleNamespace(storage=object())) is None
