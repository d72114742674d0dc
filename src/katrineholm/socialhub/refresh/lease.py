"""The lease: one worker process is active for a database, others stand by.

A record in the database's root holds the token of the active worker. Every transaction of a worker
reads it, so a worker that was replaced while it was frozen stores nothing more. The record also
holds how far the rounds have come, since a round without news writes nothing else.

In PostgreSQL a lock shows whether the active worker is alive (``database_lock``). Elsewhere it
writes heartbeats, and another worker takes over if none has come for DEAD_SECONDS of its own time:
no clock is compared. Times are whole seconds since 1970 (UTC).

Up to 1.0.0a2 each site had a lease of its own, in an annotation; see ``retire_site_lease``.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from math import nan
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple
from uuid import uuid4

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from .. import HOUR
from .database_lock import DatabaseLock, held_since, postgresql_dsn

KEY = "katrineholm.socialhub.worker"
HEARTBEAT_SECONDS, DEAD_SECONDS = 120, 250
PROGRESS_SECONDS = 600
OVERDUE_SECONDS = 900  # for who compares clocks of different machines
FREE_LEASE: dict[str, Any] = {"token": None, "at": 0, "since": 0, "beats": 0, "rounds": {}}
# The lease of a site that no worker of 1.0.0a2 takes: it is another's, and its last heartbeat is
# never too old. The pages of 1.0.0a2 ask when that was only if there is a token.
RETIRED_LEASE = {"token": "", "host": "", "pid": 0, "at": nan}


class WorkerSign(NamedTuple):
    """A sign of life: the active worker was last ``seen`` then; None if no worker is active.

    ``since`` is when it became active, or when the last one went away; 0 if that is not known.
    """

    seen: int | None
    since: int


class LeaseLost(Exception):
    """Another worker has taken over, or the database was away: nothing more may be stored."""


@cache
def machine() -> str:
    """Return an id of all processes that see each other's numbers: of a machine, or a container."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except OSError:  # not Linux
        return socket.gethostname()


@dataclass
class Lease:
    """The lease of a database, as one process sees it; a root is that of a ZODB connection.

    ``rounds`` are the starts of the last rounds that it has finished, by the path of the site. A
    command that does not stay (``stays``) has no time to watch whether the holder is silent.
    """

    database: Any
    token: str = field(default_factory=lambda: uuid4().hex)
    machine: str = field(default_factory=machine)
    pid: int = field(default_factory=os.getpid)
    timer: Callable[[], float] = monotonic
    rounds: dict[str, int] = field(default_factory=dict)
    stays: bool = True
    _lock: DatabaseLock | None = field(init=False)
    _seen: tuple = field(default=(), init=False)
    _unchanged_since: float = field(default=0.0, init=False)

    def __post_init__(self):
        dsn = postgresql_dsn(self.database)
        self._lock = None if dsn is None else DatabaseLock(dsn)

    def take(self, root: Any, now: int) -> bool:
        """Take the lease if no living worker has it; return success."""
        record = root.get(KEY, FREE_LEASE)
        if not (self._lock.acquire() if self._lock else self._is_free(record, now)):
            return False
        if record["token"] != self.token:
            self._write(_stored_lease(root), now, since=now)
        return True

    def require(self, root: Any) -> None:
        """Raise LeaseLost if the worker has no lease; losing it later aborts the transaction."""
        record = root.get(KEY, FREE_LEASE)
        if record is not FREE_LEASE:
            record._p_activate()  # for a ghost ZODB does not know which state was read
            root._p_jar.readCurrent(record)
        if record["token"] != self.token or (self._lock and not self._lock.is_held()):
            raise LeaseLost

    def is_heartbeat_due(self, root: Any, now: int) -> bool:
        """Return True if a heartbeat is due; after a restart of its server it is due at once."""
        record = root.get(KEY, FREE_LEASE)
        age = abs(now - record["at"])
        if self._lock:
            return age >= PROGRESS_SECONDS
        return age >= HEARTBEAT_SECONDS or record["server"] != server_session(self.database)

    def write_heartbeat(self, root: Any, now: int) -> None:
        """Store a heartbeat, and how far the rounds of all sites have come."""
        record = root[KEY]
        self._write(record, now, rounds=self._rounds(record), beats=record["beats"] + 1)

    def release(self, root: Any, now: int) -> None:
        """Release the lease, so that the next worker need not wait."""
        root[KEY].update(token=None, since=now, rounds=self._rounds(root[KEY]))

    def end(self) -> None:
        """End the session of the lock, once the release is stored."""
        if self._lock:
            self._lock.release()

    def _write(self, record, now, **values):
        session = "" if self._lock else server_session(self.database)
        identity = {"token": self.token, "machine": self.machine, "pid": self.pid}
        record.update(identity, at=now, server=session, **values)

    def _rounds(self, record):
        return {**record["rounds"], **self.rounds}

    def _is_free(self, record, now):
        """Return whether the lease is free, this worker's, or that of one which must be dead."""
        if record["token"] in (None, self.token):
            return True
        if record["server"] != server_session(self.database):
            return True  # a restored copy, or a server started anew: the holder would have written
        if record["machine"] == self.machine and not self._is_other_process(record["pid"]):
            return True
        # The clocks of two machines may differ, but hardly by an hour.
        return self._is_silent(record) if self.stays else abs(now - record["at"]) > HOUR

    def _is_other_process(self, pid):
        with suppress(PermissionError):
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return False
        return pid != self.pid

    def _is_silent(self, record):
        seen = record["token"], record["beats"]
        if seen != self._seen:
            self._seen, self._unchanged_since = seen, self.timer()
        return self.timer() - self._unchanged_since > DEAD_SECONDS


def retire_site_lease(site: Any, now: int | None = None) -> bool:
    """Let no worker of 1.0.0a2 become active for a site, and pass on how far it has come.

    Return False if such a worker is active at the time ``now``. Without a time it is ended: it
    stores nothing more.
    """
    record = _stored_lease(IAnnotations(site))
    if record["token"] == RETIRED_LEASE["token"]:
        return True
    if now is not None and record["token"] and abs(now - record["at"]) <= OVERDUE_SECONDS:
        return False
    if done := record.get("done"):
        common = _stored_lease(site._p_jar.root())
        common["rounds"] = {**common["rounds"], _path(site): done}
    record.update(RETIRED_LEASE)
    return True


def worker_sign(context: Any, now: int) -> WorkerSign:
    """Return the sign of life of a database's worker; one that has long been silent is away.

    PostgreSQL is asked for it each time.
    """
    record = _record(context)
    if not record["token"]:
        return WorkerSign(None, record.get("since", 0))
    dsn = postgresql_dsn(context._p_jar.db())
    if dsn is not None and "machine" in record:
        held = held_since(dsn)
        return WorkerSign(now, held) if held else WorkerSign(None, record["at"])
    if abs(now - record["at"]) > OVERDUE_SECONDS:
        return WorkerSign(None, record["at"])
    # That of 1.0.0a2 does not say since when.
    return WorkerSign(record["at"], record.get("since", record["at"]))


def last_finished_round(site: Any) -> int:
    """Return the start of the last round that was finished for a site; 0 before the first."""
    rounds = site._p_jar.root().get(KEY, FREE_LEASE)["rounds"]
    if _path(site) in rounds:
        return rounds[_path(site)]
    return IAnnotations(site).get(KEY, {}).get("done", 0)


def server_session(database: Any) -> str:
    """Return a text that changes when ZEO serves the database anew, as after it was restored."""
    status = getattr(database.storage, "server_status", None)
    return str(status()["start"]) if status else ""


def _path(site):
    return "/".join(site.getPhysicalPath())


def _stored_lease(place):
    if KEY not in place:
        place[KEY] = PersistentMapping(FREE_LEASE)
    return place[KEY]


def _record(context):
    """Return the lease of the database, or a site's own until it is retired."""
    record = context._p_jar.root().get(KEY, FREE_LEASE)
    return IAnnotations(context, {}).get(KEY, record) if record is FREE_LEASE else record
