"""A lock in PostgreSQL that ends with the session that holds it; nothing is written.

The server ends a session that is silent for SILENT_SECONDS: its process was killed, or its machine
is frozen or cut off, whatever its clock says. A thread of a living holder sends a query more often.
See PostgreSQL's manual, *Advisory Locks* and *idle_session_timeout*, which came with version 14. A
pool of sessions, such as PgBouncer's, must not stand between.
"""

from contextlib import closing, suppress
from threading import Event, Thread
from typing import Any

from .. import logger

try:
    import psycopg2
except ImportError:  # another driver, or another database
    psycopg2 = None

WORKER_LOCK = (0x536F6369, 0x616C6875)  # among all advisory locks of the database
QUERY_SECONDS, SILENT_SECONDS = 10, 40
OPTIONS = (
    f"-c idle_session_timeout={SILENT_SECONDS}s -c tcp_keepalives_idle=20"
    " -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
)
HOLDER = """
    SELECT extract(epoch FROM session.backend_start)::bigint
    FROM pg_locks JOIN pg_stat_activity AS session USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class DatabaseLock:
    """The worker's lock, in a session of its own; ``acquire`` raises OperationalError."""

    def __init__(self, dsn: str):
        self._dsn = dsn
        self._session: Any = None
        self._released = Event()

    def acquire(self) -> bool:
        """Take the lock; return False if another session holds it."""
        if self.is_held():
            return True
        session = _session(self._dsn)
        if not _value(session, "SELECT pg_try_advisory_lock(%s, %s)", *WORKER_LOCK):
            session.close()
            return False
        self._session, self._released = session, Event()
        Thread(target=self._stay, args=(session, self._released), daemon=True).start()
        return True

    def is_held(self) -> bool:
        """Ask the server whether the session still exists, and with it the lock."""
        if self._session is None:
            return False
        try:
            return bool(_value(self._session, "SELECT true"))
        except psycopg2.Error:
            self.release()
            return False

    def release(self) -> None:
        """End the session, and with it the lock."""
        self._released.set()
        session, self._session = self._session, None
        if session is not None:
            with suppress(psycopg2.Error):  # the server would notice the end only a moment later
                _value(session, "SELECT pg_advisory_unlock(%s, %s)", *WORKER_LOCK)
            session.close()

    def _stay(self, session, released):
        with suppress(psycopg2.Error):
            while not released.wait(QUERY_SECONDS):
                _value(session, "SELECT true")


def held_since(dsn: str) -> int | None:
    """Return when the session that holds the worker's lock began; None if none is known to.

    Pages ask for it, and a server that has no session left must not break them.
    """
    try:
        with closing(_session(dsn)) as session:
            return _value(session, HOLDER, *WORKER_LOCK)
    except psycopg2.Error as error:
        logger.warning("Whether a worker is active is not known: %s", error)
        return None


def postgresql_dsn(database: Any) -> str | None:
    """Return how to connect to the PostgreSQL that stores a ZODB; None if none does.

    It is empty if libpq's own variables (PGHOST …) say how.
    """
    # RelStorage has no public name for it.
    dsn = getattr(getattr(database.storage, "_adapter", None), "_dsn", None)
    return dsn if psycopg2 and isinstance(dsn, str) else None


def _session(dsn):
    session = psycopg2.connect(dsn, options=OPTIONS, connect_timeout=10)
    session.autocommit = True
    return session


def _value(session, query, *values):
    with session.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return row and row[0]
