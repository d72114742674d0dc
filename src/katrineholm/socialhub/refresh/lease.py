"""The lease that makes one worker active per site: its heartbeat, stored in the site.

The heartbeat also records how far the rounds have come, since a round without news writes nothing
else. It is written at most every ten minutes, so the writer of a much older one has died. Times are
whole seconds since 1970 (UTC).
"""

import os
import socket
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

KEY = "katrineholm.socialhub.worker"
HEARTBEAT_SECONDS = 600
DEAD_SECONDS = 900
FREE_LEASE = {"token": None, "at": 0, "done": 0}


class LeaseLost(Exception):
    """Another worker has taken over: nothing more may be written."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A worker process."""

    host: str
    pid: int
    token: str


def new_owner() -> Owner:
    """Return an owner for this process, with a token that no other has."""
    return Owner(socket.gethostname(), os.getpid(), uuid4().hex)


def take_lease(site: Any, owner: Owner, now: int) -> bool:
    """Take the lease if it is free, the owner's own, or its holder is dead; return success."""
    lease = _lease(site)
    if lease["token"] not in (None, owner.token) and not _is_dead(lease, owner, now):
        return False
    if lease is FREE_LEASE:
        lease = IAnnotations(site)[KEY] = PersistentMapping(FREE_LEASE)
    lease.update(asdict(owner), at=now)
    return True


def has_lease(site: Any, owner: Owner) -> bool:
    """Return True if the worker has the lease; losing it later aborts the transaction."""
    lease = _lease(site)
    if lease is not FREE_LEASE:
        lease._p_activate()  # for a ghost ZODB does not know which state was read
        site._p_jar.readCurrent(lease)
    return lease["token"] == owner.token


def is_heartbeat_due(site: Any, now: int) -> bool:
    """Return True if a heartbeat is due."""
    return now - _lease(site)["at"] >= HEARTBEAT_SECONDS


def write_heartbeat(site: Any, now: int, done: int) -> None:
    """Store the holder's heartbeat, and how far the rounds have come."""
    _lease(site).update(at=now, done=done)


def release_lease(site: Any, done: int) -> None:
    """Release the lease, so that the next worker need not wait."""
    _lease(site).update(token=None, done=done)


def last_heartbeat(site: Any) -> int | None:
    """Return the time of the active worker's last heartbeat; None if no worker is active."""
    lease = _lease(site)
    return lease["at"] if lease["token"] else None


def last_finished_round(site: Any) -> int:
    """Return the start of the last finished round; 0 before the first."""
    return _lease(site)["done"]


def _lease(site):
    return IAnnotations(site).get(KEY, FREE_LEASE)


def _is_dead(lease, owner, now):
    # A heartbeat in the future comes from a wrong clock that has been corrected since.
    if abs(now - lease["at"]) > DEAD_SECONDS:
        return True
    return lease["host"] == owner.host and not _is_running(lease["pid"], owner)


def _is_running(pid, owner):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != owner.pid
