"""A log of changed entries by channel, for indexes and caches that are made from entries.

A box's ``changes`` map a number to ``(entry_id, mark)``: an entry that was added, changed, shown or
hidden then. ``changed`` in the root has each channel's last number and its mark, which together are
its *position*. A mark is a random number, so a position is valid in this store only, and no longer
if the store is restored from an older copy or a transaction is undone.
"""

from random import getrandbits
from typing import TypeAlias

from .layout import Box, Entry, Root
from .store import Timeline

Position: TypeAlias = tuple[int, int]

START: Position = (0, 0)


def log_change(root: Root, box: Box, entry: Entry) -> None:
    """Log that an entry has been added or changed."""
    number, mark = channel_position(root, entry["channel"])[0] + 1, getrandbits(32)
    box["changes"][number] = entry["entry_id"], mark
    root["changed"][entry["channel"]] = number, mark


def channel_position(root: Root, channel: str) -> Position:
    """Return the present position of a channel in its log."""
    place: Position = root["changed"].get(channel, START)
    return place


def channel_positions(timeline: Timeline) -> dict[str, Position]:
    """Return the present position of each channel in its log, without loading any box."""
    return dict(timeline.root["changed"])


def changed_ids(timeline: Timeline, channel: str, place: Position) -> list[str] | None:
    """Return the ids of the entries changed since a position, or None if it was never reached.

    Such a position is from another store, or from before this one was restored.
    """
    if not is_reached(timeline, channel, place):
        return None
    found = timeline.root["channels"][channel]["changes"].values(place[0], excludemin=True)
    return list(dict.fromkeys(entry_id for entry_id, _mark in found))


def is_reached(timeline: Timeline, channel: str, place: Position) -> bool:
    """Return whether a channel's log was ever at a position other than START."""
    box = timeline.root["channels"].get(channel)
    return box is not None and box["changes"].get(place[0], ("", None))[1] == place[1]


def last_changes(timeline: Timeline, channel: str, after: int) -> dict[str, int]:
    """Return the number of the last change of each entry that was changed after a number."""
    box = timeline.root["channels"].get(channel)
    found = () if box is None else box["changes"].items(after, excludemin=True)
    return {entry_id: number for number, (entry_id, _mark) in found}
