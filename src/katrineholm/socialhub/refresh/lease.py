"""One worker is active per site: its heartbeat, kept in the site, is the lease.

The heartbeat is also what tells how far the rounds have come, since a round without news writes
nothing else. It is written at most every ten minutes, so one that is a good deal older belongs
to a worker that has died. Moments are whole seconds since 1970 (UTC).
"""

import os
import socket
from dataclasses import asdict, dataclass
from uuid import uuid4

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

KEY = "katrineholm.socialhub.worker"
BEAT = 600
DEAD_AFTER = 900
FREE = {"token": None, "at": 0, "done": 0}


class LeaseLost(Exception):
    """Another worker has taken over: nothing more may be written."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A worker process."""

    host: str
    pid: int
    token: str


def myself() -> Owner:
    """This process, told apart from every other."""
    return Owner(socket.gethostname(), os.getpid(), uuid4().hex)


def take(site, owner: Owner, now: int) -> bool:
    """Take the lease if it is free, mine, or its holder is dead; False: stand by."""
    lease = _lease(site)
    if lease["token"] not in (None, owner.token) and not _is_dead(lease, owner, now):
        return False
    if lease is FREE:
        lease = IAnnotations(site)[KEY] = PersistentMapping(FREE)
    lease.update(asdict(owner), at=now)
    return True


def holds(site, owner: Owner) -> bool:
    """Whether the lease is still this worker's; makes the transaction fail if it is taken."""
    lease = _lease(site)
    if lease is not FREE:
        lease._p_activate()  # of what is not loaded ZODB does not know which state is read
        site._p_jar.readCurrent(lease)
    return lease["token"] == owner.token


def is_time(site, now: int) -> bool:
    """Whether a heartbeat is due; nothing is written more often than every ten minutes."""
    return now - _lease(site)["at"] >= BEAT


def beat(site, now: int, done: int) -> None:
    """Write the holder's heartbeat, and how far the rounds have come."""
    _lease(site).update(at=now, done=done)


def give_back(site, done: int) -> None:
    """End the holder's work cleanly: the next worker need not wait."""
    _lease(site).update(token=None, done=done)


def last_sign(site) -> int | None:
    """When a worker last showed that it lives; None where none is at work."""
    lease = _lease(site)
    return lease["at"] if lease["token"] else None


def seen(site) -> int:
    """The start of the last round that is known to be finished; 0 before the first."""
    return _lease(site)["done"]


def _lease(site):
    """What is kept; reading writes nothing."""
    return IAnnotations(site).get(KEY, FREE)


def _is_dead(lease, owner, now):
    # A heartbeat from the future is one of a clock that has been put right since.
    if abs(now - lease["at"]) > DEAD_AFTER:
        return True
    return lease["host"] == owner.host and not _is_running(lease["pid"], owner)


def _is_running(pid, owner):
    """Whether another process than the owner has this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != owner.pid
