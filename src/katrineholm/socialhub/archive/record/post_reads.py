"""A log of who has read posts that visitors do not see, or see masked; one line a day is enough.

A second reading on the same day writes nothing. Lines of concurrent readers have keys of their own,
so that no writer waits for another.
"""

from collections.abc import Iterator
from time import time
from typing import Any, NamedTuple

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from plone.dexterity.content import Container
from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides

from ...accounts.channels import hub_storage
from ...accounts.channels.times import local_date
from ...core.messages.verification import Lane
from ...core.timeline.layout import Entry
from ...core.timeline.store import timeline_of
from ...inbox.steps.roles import current_actor
from ..packages.activitystreams import public_state

KEY, LANE = "katrineholm.socialhub.reads", "reads"
BOOK = hub_storage.HubStorage(KEY, {"lines": LOBTree, "days": OOTreeSet})
SECOND = 1_000_000_000


class Read(NamedTuple):
    """A first reading of a post on a day; ``time`` is in seconds since 1970."""

    time: int
    who: str
    post: str


def note_read(hub: Container, entry: Entry | None, request: Any) -> None:
    """Log that the current user reads an entry, if visitors do not see it or see it masked."""
    if entry is None:
        return
    id, who, now = entry["entry_id"], current_actor(), int(time())
    day = (local_date(now).isoformat(), who, id)
    is_open = public_state(entry) == "published" and id not in timeline_of(hub).masks()
    if is_open or day in BOOK.read(hub)["days"]:
        return
    # It is read all the same by a link that another person sent.
    alsoProvides(request, IDisableCSRFProtection)
    book = BOOK.writable(hub)
    book["days"].insert(day)
    number = hub_storage.new_key(book["lines"], now * SECOND, bits=29)
    hub_storage.append_line(hub, LANE, book["lines"], number, (now, who, id))


def logged_reads(hub: Container, post: str = "") -> Iterator[Read]:
    """Yield all readings, or those of a post, newest first."""
    reads = (Read(*line) for line in reversed(BOOK.read(hub)["lines"].values()))
    return (read for read in reads if post in ("", read.post))


def log_lane(hub: Container) -> Lane:
    """Return this log as a lane of the hub-wide log: see inbox.steps.interfaces.ILane."""
    return hub_storage.lane_of(BOOK.read(hub)["lines"])
