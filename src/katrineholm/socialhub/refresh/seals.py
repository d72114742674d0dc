"""The seals of entries in the hub-wide log: one line for all that a hub's channels have changed.

A line is ``(time, root, count)``: the root of the round's Merkle tree (RFC 6962) and the number of
its leaves, of which the first one's number is the line's key. See ``core.timeline.seals``. No line
is dated before the one that precedes it, even if the clock is put back.
"""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from BTrees.LOBTree import LOBTree

from ..accounts.channels import hub_storage
from ..core.timeline.seals import has_unsealed_changes, seal_changes
from ..core.timeline.store import timeline_of
from .chores import MINUTE, Chore
from .faults import visit_hubs
from .worker import Worker

KEY, LANE = "katrineholm.socialhub.seals", "seals"


def seal_all_changes(worker: Worker) -> None:
    """Seal what has changed in each hub since the last time."""
    visit_hubs(worker, _seal)


def seal_hub(hub: Any, now: int) -> None:
    """Seal the next changes in a hub, at most so many as fit a short transaction."""
    batch = seal_changes(timeline_of(hub))
    if batch is not None:
        lines = hub_storage.writable_data(hub, KEY, LOBTree)
        latest = lines[lines.maxKey()][0] if lines else 0
        line = (max(now, latest), batch.root, len(batch.names))
        hub_storage.append_line(hub, LANE, lines, batch.first, line)


def seal_lines(hub: Any) -> Mapping[int, tuple]:
    """Return the lines of all rounds, by the number of the first leaf of each."""
    return hub_storage.stored_data(hub, KEY, LOBTree)


def log_lane(hub: Any) -> hub_storage.Lane:
    """Return the lines as a lane of the hub-wide log."""
    return hub_storage.lane_of(seal_lines(hub))


def _seal(worker, hub):
    """Seal a hub in short transactions; a great store is sealed in several runs."""
    end = monotonic() + worker.chore_seconds
    while has_unsealed_changes(timeline_of(hub)) and not worker.stop.is_set():
        worker.write(seal_hub, hub, worker.now())
        worker.beat()
        if monotonic() >= end:
            return


SEAL_CHORE = Chore(MINUTE, seal_all_changes)
