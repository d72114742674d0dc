"""The lease that makes only one worker of a site active, and the active worker's heartbeat.

The heartbeat also records the last finished round, since a round without news writes nothing else.
It is due every ten minutes, so the writer of a much older heartbeat has died. Times are whole
seconds since 1970 (UTC).
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
    """Raised when another worker has taken over, so that nothing more may be written."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The identity of a worker process."""

    host: str
    pid: int
    token: str


def new_owner() -> Owner:
    """Return an owner for this process, with a unique token."""
    return Owner(socket.gethostname(), os.getpid(), uuid4().hex)


def take_lease(site: Any, owner: Owner, now: int) -> bool:
    """Take the lease unless another living worker holds it, and return whether it was taken."""
    lease = _lease(site)
    if lease["token"] not in (None, owner.token) and not _is_dead(lease, owner, now):
        return False
    if lease is FREE_LEASE:
        lease = IAnnotations(site)[KEY] = PersistentMapping(FREE_LEASE)
    lease.update(asdict(owner), at=now)
    return True


def has_lease(site: Any, owner: Owner) -> bool:
    """Return True if the owner holds the lease. Losing it later aborts the transaction."""
    lease = _lease(site)
    if lease is not FREE_LEASE:
        lease._p_activate()  # for a ghost ZODB does not know which state was read
        site._p_jar.readCurrent(lease)
    return lease["token"] == owner.token


def is_heartbeat_due(site: Any, now: int) -> bool:
    """Return True if the heartbeat is old enough to be written again."""
    return now - _lease(site)["at"] >= HEARTBEAT_SECONDS


def write_heartbeat(site: Any, now: int, done: int) -> None:
    """Store the time ``now`` as heartbeat, and the start of the last finished round (``done``)."""
    _lease(site).update(at=now, done=done)


def release_lease(site: Any, done: int) -> None:
    """Release the lease for the next worker, and store the start of the last finished round."""
    _lease(site).update(token=None, done=done)


def last_heartbeat(site: Any) -> int | None:
    """Return the time of the active worker's last heartbeat, or None if no worker is active."""
    lease = _lease(site)
    return lease["at"] if lease["token"] else None


def last_finished_round(site: Any) -> int:
    """Return the start of the last finished round, or 0 before the first."""
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
