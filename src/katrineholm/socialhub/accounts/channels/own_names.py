"""An append-only log of the domains, senders and apps that the office lists as the municipality's.

The last line about a name applies. Each line is also in the hub-wide log, as proof of who wrote it.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from time import time_ns
from typing import Any

from BTrees.LOBTree import LOBTree

from ...core.messages.verification import Lane
from ...core.platforms.own_names import KINDS, OwnName
from . import hub_storage
from .hub_storage import append_line, lane_of, new_key

KEY, LANE = "katrineholm.socialhub.own_names", "names"
LISTED, REMOVED = "listed", "removed"


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of the log: a name was ``LISTED`` (again, with other texts) or ``REMOVED``.

    ``time`` is in seconds since 1970, and ``who`` is a user id.
    """

    time: int
    who: str
    act: str
    name: OwnName


def own_names(hub: Any) -> dict[str, NameLine]:
    """Return the latest line about each listed name by the name's key, sorted by kind and value."""
    latest = {line.name.key: line for line in _lines(hub)}
    listed = [line for line in latest.values() if line.act == LISTED]
    listed.sort(key=lambda line: (KINDS.index(line.name.kind), line.name.value.casefold()))
    return {line.name.key: line for line in listed}


def name_log(hub: Any) -> list[NameLine]:
    """Return all lines of the log, newest first."""
    return [*_lines(hub)][::-1]


def write_name(hub: Any, act: str, name: OwnName, *, who: str) -> None:
    """Write a line about a name in the hub's log."""
    now = time_ns()
    lines = hub_storage.writable_data(hub, KEY, LOBTree)
    line = (now // 10**9, who, act, *astuple(name))
    append_line(hub, LANE, lines, new_key(lines, now), line)


def log_lane(hub: Any) -> Lane:
    """Return the log of names as a lane of the hub-wide log."""
    return lane_of(hub_storage.stored_data(hub, KEY, LOBTree))


def _lines(hub) -> Iterator[NameLine]:
    for time, who, act, *name in hub_storage.stored_data(hub, KEY, LOBTree).values():
        yield NameLine(time, who, act, OwnName(*name))
