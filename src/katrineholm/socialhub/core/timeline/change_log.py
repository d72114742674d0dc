"""A log of changed entries by channel, for indexes and caches that are made from entries.

A box's ``changes`` map a number to ``(entry_id, mark)``: an entry that was new, changed, shown or
hidden then. ``changed`` in the root has each channel's last number and its mark: its *position*. A
mark is a random number, so a position is valid in this store only, not in another one, nor if the
store was restored from an older copy or a transaction was undone.
"""

from random import getrandbits
from typing import TypeAlias

from .layout import Box, Entry, Root
from .store import Timeline

Position: TypeAlias = tuple[int, int]

START: Position = (0, 0)


def log_change(root: Root, box: Box, entry: Entry) -> None:
    """Log a change of an entry."""
    number, mark = channel_position(root, entry["channel"])[0] + 1, getrandbits(32)
    box["changes"][number] = entry["entry_id"], mark
    root["changed"][entry["channel"]] = number, mark


def channel_position(root: Root, channel: str) -> Position:
    """Return the present position of a channel."""
    place: Position = root["changed"].get(channel, START)
    return place


def channel_positions(timeline: Timeline) -> dict[str, Position]:
    """Return the present position of each channel, without loading any box."""
    return dict(timeline.root["changed"])


def changed_ids(timeline: Timeline, channel: str, place: Position) -> list[str] | None:
    """Return the ids of the entries changed after a position, each once; None if it is unknown.

    A position that this store never had is from another store, or from before a restore.
    """
    box = timeline.root["channels"].get(channel)
    if box is None or box["changes"].get(place[0], ("", None))[1] != place[1]:
        return None
    found = box["changes"].values(place[0], excludemin=True)
    return list(dict.fromkeys(entry_id for entry_id, _mark in found))
