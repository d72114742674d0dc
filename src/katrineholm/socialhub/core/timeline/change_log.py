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
    box = timeline.root["channels"].get(channel)
    if box is None or box["changes"].get(place[0], ("", None))[1] != place[1]:
        return None
    found = box["changes"].values(place[0], excludemin=True)
    return list(dict.fromkeys(entry_id for entry_id, _mark in found))
