"""What became of entries, by channel: read by whoever keeps something that is made of them.

A box's ``changes`` lead from a number to ``(entry_id, mark)``: the entry that was new then, or
changed, or moved in or out of sight. ``changed`` in the root has each channel's last number and
its mark: its *place*. A mark is a number by chance, so that a place is of this store and of no
other, nor of what was here before an older copy was laid back or a transaction was undone.
"""

from collections.abc import Iterator
from random import getrandbits
from typing import TypeAlias

from .layout import Box, Entry, Root

Place: TypeAlias = tuple[int, int]

START: Place = (0, 0)


def note(root: Root, box: Box, entry: Entry) -> None:
    """Write down that something became of an entry."""
    number, mark = place_of(root, entry["channel"])[0] + 1, getrandbits(32)
    box["changes"][number] = entry["entry_id"], mark
    root["changed"][entry["channel"]] = number, mark


def note_gone(root: Root, channel: str, entry_id: str) -> None:
    """The same of an entry that may be in its box no more."""
    if (box := root["channels"].get(channel)) is not None:
        note(root, box, {"entry_id": entry_id, "channel": channel})


def place_of(root: Root, channel: str) -> Place:
    """How far a channel has come."""
    place: Place = root["changed"].get(channel, START)
    return place


def places(root: Root) -> Iterator[tuple[str, Place]]:
    """How far each channel has come; no box is loaded."""
    yield from root["changed"].items()


def since(root: Root, channel: str, place: Place) -> list[str] | None:
    """The entries of which something became after a place, each once; None where it has none.

    A place that this store has never been at is one of another store, or of a lost time.
    """
    box = root["channels"].get(channel)
    if box is None or box["changes"].get(place[0], ("", None))[1] != place[1]:
        return None
    found = box["changes"].values(place[0], excludemin=True)
    return list(dict.fromkeys(entry_id for entry_id, _mark in found))
